package chat.parley.deploy.fault.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * How a Deployment of the chart replaces its pods: {@code rollout.yaml}, which a test of the chart holds against what Helm makes of it.
 *
 * @param preStop between a pod's leaving and its SIGTERM
 * @param grace in all, the pre-stop included, until SIGKILL
 */
public record RolloutRules(
        int maxSurge,
        int maxUnavailable,
        Duration minReady,
        Duration preStop,
        Duration grace,
        PodProbe startup,
        PodProbe readiness) {

    public static RolloutRules load() {
        try (var file = RolloutRules.class.getResourceAsStream("/rollout.yaml")) {
            Map<String, Object> rules = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return of(rules);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RolloutRules of(Map<String, Object> rules) {
        return new RolloutRules(
                (int) rules.get("maxSurge"),
                (int) rules.get("maxUnavailable"),
                Duration.ofSeconds((int) rules.get("minReadySeconds")),
                Duration.ofSeconds((int) rules.get("preStopSeconds")),
                Duration.ofSeconds((int) rules.get("terminationGracePeriodSeconds")),
                PodProbe.of((Map<?, ?>) rules.get("startup")),
                PodProbe.of((Map<?, ?>) rules.get("readiness")));
    }

    /**
     * What a kubelet asks a pod.
     *
     * @param failures after so many in a row a pod that starts is killed, or one that has started gets no more requests
     */
    public record PodProbe(String path, Duration period, Duration timeout, int failures) {

        static PodProbe of(Map<?, ?> probe) {
            return new PodProbe(
                    (String) probe.get("path"),
                    Duration.ofSeconds((int) probe.get("periodSeconds")),
                    Duration.ofSeconds((int) probe.get("timeoutSeconds")),
                    (int) probe.get("failureThreshold"));
        }
    }
}
