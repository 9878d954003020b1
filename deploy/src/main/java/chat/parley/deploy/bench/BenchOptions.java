package chat.parley.deploy.bench;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Ports;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.scenario.Scenario;
import chat.parley.deploy.bench.scenario.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for.
 *
 * @param dialects what the sockets of one-to-one scenarios speak, one after the other
 * @param pairs people who write to each other, two by two
 * @param sockets those that are only open; what a scenario needs when 0
 * @param warmUp load before anything is counted, so that the JVMs have compiled what they run
 * @param window how long is counted
 * @param messages how many there are at the end of {@code history}
 * @param rates messages a second, where a scenario goes by them; its own when empty
 */
public record BenchOptions(
        List<Scenario> scenarios,
        List<Speech> dialects,
        int pairs,
        int sockets,
        Duration warmUp,
        Duration window,
        int messages,
        List<Integer> rates,
        int gateways,
        int messageServices) {

    private static final int MOST_RATE = 100_000;

    public static BenchOptions parse(List<String> arguments) {
        var scenarios = new ArrayList<Scenario>();
        var dialects = new ArrayList<Speech>();
        var rates = new ArrayList<Integer>();
        var pairs = 100;
        var sockets = 0;
        var warmUp = 15;
        var window = 20;
        var messages = 1_000_000;
        var gateways = 1;
        var messageServices = 1;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            var value = word.startsWith("--") && rest.hasNext() ? rest.next() : "";
            switch (word) {
                case "--dialect" -> dialects.add(Speech.named(value));
                case "--rate" -> rates.add(number(word, value, 1, MOST_RATE));
                case "--pairs" -> pairs = number(word, value, 1, 5_000);
                case "--sockets" -> sockets = number(word, value, 1, 20_000);
                case "--warm-up" -> warmUp = number(word, value, 0, 600);
                case "--seconds" -> window = number(word, value, 1, 3_600);
                case "--messages" -> messages = number(word, value, 100_000, 100_000_000);
                case "--gateways" -> gateways = number(word, value, 1, Ports.MOST_NODES);
                case "--message-services" -> messageServices = number(word, value, 1, Ports.MOST_NODES);
                default -> scenarios.add(Scenarios.named(word));
            }
        }
        return new BenchOptions(
                scenarios.isEmpty() ? Scenarios.all() : List.copyOf(scenarios),
                dialects.isEmpty() ? List.of(Speech.V1, Speech.FRIENDSHIP) : List.copyOf(dialects),
                pairs,
                sockets,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(window),
                messages,
                List.copyOf(rates),
                gateways,
                messageServices);
    }

    public List<Integer> ratesOr(Integer... otherwise) {
        return rates.isEmpty() ? List.of(otherwise) : rates;
    }

    public int socketsOr(int otherwise) {
        return sockets == 0 ? otherwise : sockets;
    }

    private static int number(String name, String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw CannotRun.because("%s must be a number from %d to %d, not \"%s\".", name, least, most, text);
        }
        return Integer.parseInt(text);
    }
}
