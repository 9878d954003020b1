package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.DoubleStream;

/** How long something took each time, in milliseconds. */
public final class Latencies {

    private final double[] millis;

    private Latencies(double[] millis) {
        this.millis = millis;
        Arrays.sort(this.millis);
    }

    /** @param millis in any order */
    public static Latencies of(double[] millis) {
        return new Latencies(millis.clone());
    }

    /** Of answers, over sockets, that came between two moments ({@link System#nanoTime}). */
    public static Latencies ofAcks(List<ClientLog> clients, long from, long to) {
        return new Latencies(clients.stream()
                .flatMapToDouble(client -> {
                    Map<UUID, Long> sentAt = new HashMap<>();
                    var took = DoubleStream.builder();
                    for (var entry : client.entries()) {
                        if (entry instanceof Entry.Invoked sent && sent.socket() != Entry.OVER_HTTP) {
                            sentAt.putIfAbsent(sent.clientId(), sent.at());
                        } else if (entry instanceof Entry.Acked acked && acked.at() >= from && acked.at() <= to) {
                            var at = sentAt.remove(acked.clientId());
                            if (at != null) {
                                took.add((acked.at() - at) / 1e6);
                            }
                        }
                    }
                    return took.build();
                })
                .toArray());
    }

    public int count() {
        return millis.length;
    }

    /** 0 when there were none. */
    public double percentile(double percent) {
        return millis.length == 0
                ? 0
                : millis[(int) Math.min(millis.length - 1, Math.floor(millis.length * percent / 100))];
    }

    public Duration p99() {
        return Duration.ofNanos((long) (percentile(99) * 1e6));
    }
}
