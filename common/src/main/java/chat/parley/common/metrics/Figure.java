package chat.parley.common.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** A gauge that is set, and can be unknown. */
public final class Figure {

    private volatile double value = Double.NaN;

    private Figure() {}

    public static Figure in(MeterRegistry meters, String name, String unit, String about, Tags tags) {
        var figure = new Figure();
        Gauge.builder(name, () -> figure.value)
                .baseUnit(unit)
                .description(about)
                .tags(tags)
                .register(meters);
        return figure;
    }

    public void is(double known) {
        value = known;
    }

    public void isUnknown() {
        value = Double.NaN;
    }
}
