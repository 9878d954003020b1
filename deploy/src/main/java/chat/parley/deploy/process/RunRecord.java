package chat.parley.deploy.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A process of ours as written down in the run directory. A process id alone may long be somebody else's; together with
 * the moment the process began it is not.
 */
public record RunRecord(String name, long pid, Instant startedAt, int port, String endSignal) {

    public static RunRecord of(Part part, ProcessHandle process) {
        return new RunRecord(part.name(), process.pid(), started(process), part.port(), part.endSignal());
    }

    public static RunRecord ofThisProcess(String name, int port) {
        var self = ProcessHandle.current();
        return new RunRecord(name, self.pid(), started(self), port, "TERM");
    }

    /** The process, while it is alive and the one that was meant. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> started(found).equals(startedAt));
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** In one step: whoever reads finds all of it or nothing. */
    void write(Path file) throws IOException {
        var values = new Properties();
        values.setProperty("name", name);
        values.setProperty("pid", Long.toString(pid));
        values.setProperty("startedAt", startedAt.toString());
        values.setProperty("port", Integer.toString(port));
        values.setProperty("endSignal", endSignal);
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (var writer = Files.newBufferedWriter(unfinished)) {
            values.store(writer, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static RunRecord read(Path file) throws IOException {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new RunRecord(
                values.getProperty("name"),
                Long.parseLong(values.getProperty("pid")),
                Instant.parse(values.getProperty("startedAt")),
                Integer.parseInt(values.getProperty("port")),
                values.getProperty("endSignal"));
    }
}
