package chat.parley.deploy;

import chat.parley.deploy.bench.BenchOptions;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.ClosedLoop;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.load.Stretch;
import chat.parley.deploy.bench.scenario.Scenarios;
import chat.parley.deploy.fault.load.LoginLoad;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.V1Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * What services do all day, so often that the optimizing compiler takes it up (some 10,000 times, see jvm.options): people write to
 * each other in every way, read, and log in until they are told to wait.
 */
final class Rehearsal {

    /** So that those who sign up at the same time, all from here, may. */
    static final NodeSettings SETTINGS =
            (service, _) -> service == Service.AUTH ? Map.of("PARLEY_AUTH_LIMITS_AT_ONCE", "8") : Map.of();

    private static final int PAIRS = 20;
    private static final int MESSAGES_A_SECOND = 1_000;
    private static final int LOGINS_A_SECOND = 1_000;
    private static final int IN_THE_LOBBY = 40;
    private static final int SPEAKERS = 10;
    private static final int LOBBY_MESSAGES_A_SECOND = 100;
    private static final List<String> READ = List.of(
            "/api/v1/me",
            "/api/v1/conversations",
            "/api/v1/friendships",
            "/api/v1/notifications",
            "/api/v1/conversations/%s/messages?limit=50");

    private final Site site;
    private final Duration lasting;

    private Rehearsal(Site site, Duration lasting) {
        this.site = site;
        this.lasting = lasting;
    }

    /** @param lasting of each part */
    static Rehearsal on(Stack stack, Duration lasting, Console console) {
        var options = BenchOptions.parse(List.of(
                "--pairs", Integer.toString(PAIRS), "--warm-up", "0", "--seconds", Long.toString(lasting.toSeconds())));
        return new Rehearsal(new Site(stack.settings(), stack.processes(), options, console), lasting);
    }

    void run() throws Exception {
        chat(Speech.V1);
        chat(Speech.FRIENDSHIP);
        chatInTheLobby();
        Scenarios.named("http").run(site);
        read();
        logIn();
    }

    private void chat(Speech speech) throws Exception {
        try (var crowd = Crowd.inPairs(site, speech)) {
            expectAnswers(crowd.atRate(MESSAGES_A_SECOND, Duration.ZERO, lasting));
        }
    }

    private void chatInTheLobby() throws Exception {
        try (var crowd = Crowd.inTheLobby(site, IN_THE_LOBBY, SPEAKERS)) {
            expectAnswers(crowd.atRate(LOBBY_MESSAGES_A_SECOND, Duration.ZERO, lasting));
        }
    }

    /** @throws CannotRun when there were none: then nothing was learned either */
    private static void expectAnswers(Stretch stretch) {
        if (stretch.acked() == 0) {
            throw CannotRun.because("Of %d messages none was answered.", stretch.sent());
        }
    }

    private void read() throws Exception {
        var people = People.signUp(site, 2 * PAIRS);
        var conversations = people.converse();
        try (var api = new V1Api(site.edge())) {
            var readers = IntStream.range(0, PAIRS)
                    .mapToObj(pair -> reader(api, people.all().get(2 * pair), conversations.get(pair)))
                    .toList();
            ClosedLoop.run(readers, Duration.ZERO, lasting);
        }
    }

    private static Callable<Void> reader(V1Api api, Person person, String conversation) {
        return () -> {
            for (var path : READ) {
                api.call("GET", path.formatted(conversation), person.access(), null)
                        .expect(200);
            }
            return null;
        };
    }

    private void logIn() throws Exception {
        var usernames =
                People.signUp(site, PAIRS).all().stream().map(Person::username).toList();
        try (var logins = LoginLoad.start(site.edge(), usernames)) {
            var answers = logins.run(LOGINS_A_SECOND, lasting);
            if (!answers.containsKey(LoginLoad.WAIT)) {
                throw CannotRun.because("Nobody who logged in was told to wait: %s.", answers);
            }
        }
    }
}
