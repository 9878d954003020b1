package chat.parley.deploy.fault.load;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everybody logged in, however long a row takes. */
public final class Renewals implements AutoCloseable {

    private final V1Api api;
    private final List<Renewal> all = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    Renewals(V1Api api) {
        this.api = api;
    }

    /** From now on, until this is closed. */
    void keep(Person person) {
        var renewal = new Renewal(api, person);
        all.add(renewal);
        threads.add(Thread.ofVirtual().name("renewal of " + person).start(renewal));
    }

    /** How many pairs of tokens were exchanged for fresher ones. */
    public int renewed() {
        return all.stream().mapToInt(Renewal::renewed).sum();
    }

    /** How often an exchange without an answer had cost the login session. */
    public int loggedInAgain() {
        return all.stream().mapToInt(Renewal::loggedInAgain).sum();
    }

    /** Whether somebody tried in vain and has to try again. */
    public boolean anyIsFailing() {
        return all.stream().anyMatch(Renewal::isFailing);
    }

    /** What was said where a good login came to an end without a reason. */
    public List<String> refusals() {
        return all.stream().map(Renewal::refusal).filter(Objects::nonNull).toList();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
