package chat.parley.gateway.session;

import chat.parley.gateway.dialect.Dialect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets there are, what goes through them and how they end; by dialect. */
@ApplicationScoped
class SocketMetrics {

    private final MeterRegistry meters;
    private final Map<chat.parley.common.identity.Dialect, OfDialect> byDialect =
            new EnumMap<>(chat.parley.common.identity.Dialect.class);

    SocketMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var dialect : chat.parley.common.identity.Dialect.values()) {
            byDialect.put(dialect, OfDialect.in(meters, dialect.claim()));
        }
    }

    void opened(Dialect dialect) {
        of(dialect).open.incrementAndGet();
    }

    void closed(Dialect dialect, CloseCode code) {
        of(dialect).open.decrementAndGet();
        meters.counter("parley.socket.closes", "dialect", dialect.api().claim(), "code", Integer.toString(code.code()))
                .increment();
    }

    void refused(Dialect dialect, String why) {
        meters.counter("parley.socket.refused", "dialect", dialect.api().claim(), "why", why.toLowerCase(Locale.ROOT))
                .increment();
    }

    void accepted(Dialect dialect) {
        of(dialect).accepted.increment();
    }

    /** What a client was told instead of an acknowledgement. */
    void refusal(Dialect dialect, String code) {
        meters.counter("parley.refusals", "dialect", dialect.api().claim(), "code", code)
                .increment();
    }

    void read(Dialect dialect) {
        of(dialect).read.increment();
    }

    void wrote(Dialect dialect) {
        of(dialect).written.increment();
    }

    private OfDialect of(Dialect dialect) {
        return byDialect.get(dialect.api());
    }

    /** All there from the start: a rate needs a figure that was zero before. */
    private record OfDialect(AtomicInteger open, Counter read, Counter written, Counter accepted) {

        static OfDialect in(MeterRegistry meters, String dialect) {
            var open = new AtomicInteger();
            Gauge.builder("parley.socket.open", open, AtomicInteger::get)
                    .tag("dialect", dialect)
                    .register(meters);
            meters.counter("parley.refusals", "dialect", dialect, "code", "unavailable");
            return new OfDialect(
                    open,
                    meters.counter("parley.socket.frames", "dialect", dialect, "direction", "in"),
                    meters.counter("parley.socket.frames", "dialect", dialect, "direction", "out"),
                    meters.counter("parley.messages.accepted", "dialect", dialect));
        }
    }
}
