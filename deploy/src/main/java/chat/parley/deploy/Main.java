package chat.parley.deploy;

import chat.parley.deploy.bench.Bench;
import chat.parley.deploy.bench.BenchOptions;
import chat.parley.deploy.demo.Demo;
import chat.parley.deploy.fault.FaultOptions;
import chat.parley.deploy.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** What {@code ./parley} calls once everything is built. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        var console = new Console(System.out);
        var errors = new Console(System.err);
        try {
            System.exit(run(List.of(arguments), console));
        } catch (CannotRun reason) {
            errors.say("parley: %s", reason.getMessage());
        } catch (Exception failure) {
            errors.say("parley: %s", sentence(failure));
        }
        System.exit(1);
    }

    private static int run(List<String> arguments, Console console) throws Exception {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        if (command.equals("faults")) {
            return faults(arguments.subList(1, arguments.size()), console);
        }
        if (command.equals("bench")) {
            return bench(arguments.subList(1, arguments.size()), console);
        }
        var settings = Settings.of(System.getenv(), arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        return switch (command) {
            case "up" -> new Up(settings, console).run();
            case "status" -> new Status(settings, console).run();
            case "train" -> new Train(settings, console).run();
            case "demo" -> demo(settings, console);
            case "reset" -> new Reset(settings, console).run();
            default -> throw CannotRun.because("There is no command \"%s\"; ./parley help lists them.", command);
        };
    }

    /** A stack of its own, beside one that may be running. */
    private static int faults(List<String> arguments, Console console) throws Exception {
        var settings = Settings.of(System.getenv(), List.of());
        var home = settings.home().directory().resolve("faults");
        return new Faults(settings.root(), home, FaultOptions.parse(arguments), console).run();
    }

    private static int bench(List<String> arguments, Console console) throws Exception {
        var settings = Settings.of(System.getenv(), List.of());
        var home = settings.home().directory().resolve("bench");
        return new Bench(settings.root(), home, BenchOptions.parse(arguments), console).run();
    }

    private static int demo(Settings settings, Console console) {
        new Demo(URI.create(settings.address()), console).run();
        return 0;
    }

    private static String sentence(Exception failure) {
        if (isFullDisk(failure)) {
            return "The disk is full; make room, or set PARLEY_HOME to a directory on another one.";
        }
        return "This should not have happened: " + failure + " at " + Arrays.toString(failure.getStackTrace());
    }

    private static boolean isFullDisk(Exception failure) {
        var cause = failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("No space left on device");
    }
}
