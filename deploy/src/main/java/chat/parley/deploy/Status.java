package chat.parley.deploy;

import chat.parley.deploy.process.HealthProbe;
import chat.parley.deploy.process.ResidentMemory;
import chat.parley.deploy.process.RunDirectory;
import chat.parley.deploy.process.RunRecord;
import java.util.stream.Stream;

/** {@code ./parley status}: what runs, whether it is ready, and what memory it holds. */
final class Status {

    private final Settings settings;
    private final Console console;

    Status(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** @return 0 when everything that was started is alive and ready, else 1 */
    int run() {
        var processes = new RunDirectory(settings.home().run()).processes();
        if (processes.isEmpty()) {
            console.say("Parley is not running (%s).", settings.home().directory());
            return 1;
        }
        console.say("%-20s %8s %6s  %-10s %8s", "", "pid", "port", "", "memory");
        processes.forEach(this::say);
        console.say(
                "%-20s %34s %5d MB",
                "services and edge",
                "",
                processes.stream()
                                .filter(Status::isOurs)
                                .mapToLong(Status::memory)
                                .sum()
                        >> 10);
        return processes.stream().map(Status::state).allMatch("ready"::equals) ? 0 : 1;
    }

    private void say(RunRecord process) {
        console.say(
                "%-20s %8d %6d  %-10s %5d MB",
                process.name(), process.pid(), process.port(), state(process), memory(process) >> 10);
    }

    private static String state(RunRecord process) {
        if (process.process().isEmpty()) {
            return "dead";
        }
        return !isService(process) || health(process).ready() ? "ready" : "not ready";
    }

    private static HealthProbe health(RunRecord process) {
        return HealthProbe.at(Ports.management(process.port()));
    }

    /** In KiB; the launcher, in which the edge is, has the whole stack for children. */
    private static long memory(RunRecord process) {
        return process.process()
                .map(isOurs(process) ? ResidentMemory::of : ResidentMemory::ofTree)
                .map(size -> size.orElse(0))
                .orElse(0L);
    }

    private static boolean isOurs(RunRecord process) {
        return isService(process) || process.name().equals("edge");
    }

    private static boolean isService(RunRecord process) {
        return Stream.of(Service.values()).anyMatch(service -> process.name().startsWith(service.module()));
    }
}
