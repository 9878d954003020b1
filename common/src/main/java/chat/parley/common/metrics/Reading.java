package chat.parley.common.metrics;

/** A figure that a store has to be asked for. */
public interface Reading {

    /** Asks, on a virtual thread; a failure makes the figure unknown until the next time. */
    void read();

    /** It could not be asked for: better no figure than an old one. */
    void unknown();
}
