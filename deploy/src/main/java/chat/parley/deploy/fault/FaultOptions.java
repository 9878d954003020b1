package chat.parley.deploy.fault;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.fault.row.Extent;
import chat.parley.deploy.fault.row.Row;
import chat.parley.deploy.fault.row.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was asked for: {@code [row…] [--minutes N] [--seed S] [--rate N] [--brief]}. */
public record FaultOptions(List<Row> rows, long seed, Extent extent) {

    private static final int MINUTES = 10;

    public static FaultOptions parse(List<String> arguments) {
        var rows = new ArrayList<Row>();
        var minutes = 0;
        var perSecond = Extent.PER_SECOND;
        var full = true;
        var seed = System.nanoTime() % 1_000_000;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            switch (word) {
                case "--minutes" -> minutes = number(word, rest.hasNext() ? rest.next() : "", 1, 24 * 60);
                case "--seed" -> seed = number(word, rest.hasNext() ? rest.next() : "", 0, Integer.MAX_VALUE);
                case "--rate" -> perSecond = number(word, rest.hasNext() ? rest.next() : "", 1, 10_000);
                case "--brief" -> full = false;
                default -> rows.add(Rows.of(number("A row", word, 1, Rows.all().size())));
            }
        }
        return new FaultOptions(
                rows.isEmpty() ? Rows.all() : List.copyOf(rows),
                seed,
                new Extent(full, perSecond, minutes > 0 ? Duration.ofMinutes(minutes) : unlessSaid(full)));
    }

    private static Duration unlessSaid(boolean full) {
        return full ? Duration.ofMinutes(MINUTES) : Extent.brief().random();
    }

    private static int number(String name, String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw CannotRun.because("%s must be a number from %d to %d, not \"%s\".", name, least, most, text);
        }
        return Integer.parseInt(text);
    }

    /** The arguments that make the same run. */
    public String repeat() {
        var numbers = rows.size() == Rows.all().size()
                ? ""
                : rows.stream().map(row -> row.number() + " ").collect(Collectors.joining());
        return numbers + "--seed " + seed
                + (extent.random().equals(unlessSaid(extent.full()))
                        ? ""
                        : " --minutes " + extent.random().toMinutes())
                + (extent.perSecond() == Extent.PER_SECOND ? "" : " --rate " + extent.perSecond())
                + (extent.full() ? "" : " --brief");
    }
}
