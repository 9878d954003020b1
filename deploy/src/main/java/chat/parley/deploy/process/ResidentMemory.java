package chat.parley.deploy.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** How much memory processes hold, in KiB, as the system counts it. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /** Empty when the process is gone. Pages that several children share are counted in each. */
    public static OptionalLong ofTree(ProcessHandle process) {
        var own = of(process.pid());
        return own.isEmpty()
                ? own
                : OptionalLong.of(own.getAsLong()
                        + process.descendants()
                                .map(child -> of(child.pid()))
                                .flatMapToLong(
                                        size -> size.isPresent() ? LongStream.of(size.getAsLong()) : LongStream.empty())
                                .sum());
    }

    /** Empty when the process is gone. */
    public static OptionalLong of(ProcessHandle process) {
        return of(process.pid());
    }

    private static OptionalLong of(long pid) {
        try {
            var status = Path.of("/proc", Long.toString(pid), "status");
            return Files.isReadable(status) ? fromProc(status) : fromPs(pid);
        } catch (IOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        var answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return answer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(answer));
    }
}
