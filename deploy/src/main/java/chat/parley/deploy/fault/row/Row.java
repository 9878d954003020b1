package chat.parley.deploy.fault.row;

import java.time.Duration;

/** One fault of the table in docs/faults.md: how it is made, and what must come of it besides what always holds. */
public abstract class Row {

    private final int number;
    private final String name;
    private final String how;
    private final String expected;
    private final Duration healsWithin;

    /** @param healsWithin from the end of the fault until everybody hears everybody again */
    protected Row(int number, String name, String how, String expected, Duration healsWithin) {
        this.number = number;
        this.name = name;
        this.how = how;
        this.expected = expected;
        this.healsWithin = healsWithin;
    }

    /** Makes the fault and ends it: returns when nothing is in the way of healing any more. */
    protected abstract void hurt(Scene scene) throws Exception;

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    public String how() {
        return how;
    }

    public String expected() {
        return expected;
    }

    public Duration healsWithin() {
        return healsWithin;
    }
}
