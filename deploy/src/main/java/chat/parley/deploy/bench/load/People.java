package chat.parley.deploy.bench.load;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Login;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.V1Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Those who have signed up for a run; the first and the second know each other, the third and the fourth, and so on. */
public final class People {

    private static final int AT_ONCE = 8;

    private final Site site;
    private final List<Person> all;

    private People(Site site, List<Person> all) {
        this.site = site;
        this.all = all;
    }

    public static People signUp(Site site, int number) throws Exception {
        var name = "b" + Long.toString(System.nanoTime(), 36) + "-";
        try (var api = new V1Api(site.edge())) {
            return new People(
                    site,
                    together(IntStream.range(0, number)
                            .<Callable<Person>>mapToObj(person -> () -> api.signUp(name + person))
                            .toList()));
        }
    }

    public List<Person> all() {
        return all;
    }

    /** @return of each two, the id of their conversation */
    public List<String> converse() throws Exception {
        try (var api = new V1Api(site.edge())) {
            return inPairs((one, other) -> api.converse(one, other).toString());
        }
    }

    /** @return of each two, the id of their friendship, which both have accepted */
    List<String> befriend() throws Exception {
        try (var api = new Api(site.edge(), Trace.SILENT)) {
            return inPairs((one, other) -> api.befriend(login(one), login(other)));
        }
    }

    private List<String> inPairs(Meeting meeting) throws Exception {
        return together(IntStream.range(0, all.size() / 2)
                .<Callable<String>>mapToObj(pair -> () -> meeting.of(all.get(2 * pair), all.get(2 * pair + 1)))
                .toList());
    }

    private static Login login(Person person) {
        return new Login(person.username(), person.id().toString(), person.access(), person.refresh());
    }

    /** A few at a time; the results in the order of the tasks. */
    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return List.copyOf(results);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }

    private interface Meeting {
        String of(Person one, Person other) throws Exception;
    }
}
