package chat.parley.deploy.process;

/** A look at a program from outside. */
@FunctionalInterface
public interface Probe {

    /** Whether it would serve now; false while it cannot be asked. */
    boolean ready();
}
