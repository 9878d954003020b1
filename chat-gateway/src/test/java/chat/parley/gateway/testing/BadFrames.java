package chat.parley.gateway.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text frames of {@code bad-frames.yaml}. */
public final class BadFrames {

    private static final Pattern REPEATED = Pattern.compile("«(.+?)×(\\d+)»");
    private static final Map<String, List<Frame>> ALL = read();

    private BadFrames() {}

    /**
     * One that means nothing.
     *
     * @param is what is wrong with it
     * @param gets what it is answered with, as the dialect says such a thing
     */
    public record Frame(String is, String sends, String gets) {

        public String text() {
            return REPEATED.matcher(sends).replaceAll(BadFrames::repeat);
        }
    }

    public static List<Frame> of(String dialect) {
        return ALL.get(dialect);
    }

    public static int count() {
        return ALL.values().stream().mapToInt(List::size).sum();
    }

    private static String repeat(MatchResult repeated) {
        return repeated.group(1).repeat(Integer.parseInt(repeated.group(2)));
    }

    private static Map<String, List<Frame>> read() {
        try (var file = BadFrames.class.getResourceAsStream("/bad-frames.yaml")) {
            return new YAMLMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
