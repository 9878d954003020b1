package chat.parley.deploy.bench.report;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How long processes and all that they started have kept processors busy, in microseconds, by name: user and system time of
 * {@code /proc/<pid>/stat}, in steps of 10 ms.
 */
public record ProcessorTime(Map<String, Long> micros) {

    /** This process, in which the load is made. */
    public static final String CLIENT = "client";

    /** Linux tells these times in hundredths of a second, whatever the kernel counts in (proc(5), USER_HZ). */
    private static final long MICROS_A_TICK = 10_000;

    /** Of user time, in the fields after the program's name; the three after it are system time, and both of children that ended. */
    private static final int FIRST = 11;

    private static final int ALL = 4;

    /** @throws CannotRun where there is no {@code /proc} */
    public static ProcessorTime read(Collection<ManagedProcess> processes) {
        var micros = new LinkedHashMap<String, Long>();
        processes.forEach(process -> micros.put(process.name(), ofTree(process.process())));
        micros.put(CLIENT, of(ProcessHandle.current()));
        return new ProcessorTime(micros);
    }

    public ProcessorTime since(ProcessorTime earlier) {
        var passed = new LinkedHashMap<String, Long>();
        micros.forEach((name, now) -> passed.put(name, now - earlier.micros.getOrDefault(name, 0L)));
        return new ProcessorTime(passed);
    }

    public long of(Predicate<String> name) {
        return micros.entrySet().stream()
                .filter(entry -> name.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long ofTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ProcessorTime::of)
                .sum();
    }

    /** 0 for one that has just ended: whoever started it has its time. */
    private static long of(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            var line = Files.readString(stat);
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields)
                            .skip(FIRST)
                            .limit(ALL)
                            .mapToLong(Long::parseLong)
                            .sum()
                    * MICROS_A_TICK;
        } catch (IOException gone) {
            if (process.isAlive()) {
                throw CannotRun.because("The processor time of process %d cannot be read: %s", process.pid(), gone);
            }
            return 0;
        }
    }
}
