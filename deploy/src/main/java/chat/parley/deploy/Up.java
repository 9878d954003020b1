package chat.parley.deploy;

import chat.parley.deploy.tracing.TracePrinter;
import chat.parley.deploy.tracing.TraceReceiver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code ./parley up}: starts a stack and keeps it until it is told to stop. */
final class Up {

    private final Settings settings;
    private final Console console;

    Up(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    int run() throws Exception {
        var began = System.nanoTime();
        settings.home().prepare();
        LibraryLog.to(settings.home().log("edge"));
        console.say("Starting Parley, data and logs in %s", settings.home().directory());
        var stack = new Stack(settings, settings.trace() ? tracing() : NodeSettings.NONE, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        stack.start();
        sayWhereThingsAre(Duration.ofNanos(System.nanoTime() - began));
        new CountDownLatch(1).await();
        return 0;
    }

    /** Every process tells this one what it does, which shows it. */
    private NodeSettings tracing() {
        var receiver = new TraceReceiver(new TracePrinter(console)::take);
        return (service, node) -> receiver.settings(service.process(node, settings.nodes(service)));
    }

    private void stop(Stack stack) {
        console.say("Stopping …");
        stack.close();
        console.say("Stopped.");
    }

    private void sayWhereThingsAre(Duration took) {
        console.say("");
        console.say("Parley is ready after %.1f s.", took.toMillis() / 1000.0);
        console.say("  API        %s/api/", settings.address());
        console.say("  Socket     %s/ws/messages/", settings.address().replace("http:", "ws:"));
        console.say("  Documents  %s/docs", settings.address());
        console.say("  Health     %s/q/health", managementOf(Service.AUTH) + " … " + managementOf(Service.GATEWAY));
        console.say("  Logs       %s", settings.home().log("*"));
        if (settings.trace()) {
            console.say("  Traces     here, as they come");
        }
        console.say(
                "Try ./parley demo in another terminal. Ctrl-C stops everything; the data stays until ./parley reset.");
    }

    private String managementOf(Service service) {
        return "http://127.0.0.1:" + Ports.management(settings.ports().of(service, 0));
    }
}
