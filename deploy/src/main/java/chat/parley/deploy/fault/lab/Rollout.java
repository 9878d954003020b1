package chat.parley.deploy.fault.lab;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Ports;
import chat.parley.deploy.fault.lab.RolloutRules.PodProbe;
import chat.parley.deploy.process.HealthProbe;
import chat.parley.deploy.process.ManagedProcess;
import java.time.Duration;

/**
 * Replaces the processes of a service one after the other, as the controller of a Deployment and a kubelet would: a new one with a name
 * of its own is started beside the old; when its probes say so, it gets requests, and the old one none; the old one is left alone for
 * its pre-stop, told to end, and killed after its grace.
 */
public final class Rollout {

    /** Load balancers learn of a pod that goes after it has been told; the pre-stop is there for this. */
    private static final Duration FORGETTING = Duration.ofSeconds(2);

    private final Laboratory laboratory;
    private final RolloutRules rules;

    public Rollout(Laboratory laboratory, RolloutRules rules) {
        if (rules.maxUnavailable() != 0 || rules.maxSurge() < 1) {
            throw CannotRun.because("A rollout that stops a pod before its successor is ready is not driven here.");
        }
        this.laboratory = laboratory;
        this.rules = rules;
    }

    /**
     * @param name the process whose place the new one takes
     * @return how long the old one took to end, of the time that it had
     * @throws CannotRun when the new one is not ready in time, or the old one had to be killed
     */
    public Duration replace(String name) throws InterruptedException {
        var successor = laboratory.startBeside(name);
        await(successor, rules.startup(), rules.startup().failures());
        await(successor, rules.readiness(), rules.startup().failures());
        Thread.sleep(rules.minReady());
        return end(laboratory.process(name), name, successor);
    }

    private Duration end(ManagedProcess old, String name, ManagedProcess successor) throws InterruptedException {
        Thread.sleep(FORGETTING);
        laboratory.hand(name, successor);
        Thread.sleep(rules.preStop().minus(FORGETTING));
        var left = rules.grace().minus(rules.preStop());
        var told = System.nanoTime();
        old.stop(left);
        var took = Duration.ofNanos(System.nanoTime() - told);
        if (took.compareTo(left) >= 0) {
            throw CannotRun.because("%s had not ended %d s after SIGTERM and was killed.", name, left.toSeconds());
        }
        return took;
    }

    /** A probe says yes once, as by default. */
    private static void await(ManagedProcess process, PodProbe probe, int failures) throws InterruptedException {
        var health = HealthProbe.at(Ports.management(process.port()), probe.path(), probe.timeout());
        for (var failed = 0; !health.ready(); failed++) {
            if (failed >= failures) {
                throw CannotRun.because("%s failed its probe %s %d times.", process.name(), probe.path(), failures);
            }
            Thread.sleep(probe.period());
        }
    }
}
