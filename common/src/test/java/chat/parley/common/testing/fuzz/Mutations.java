package chat.parley.common.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Values that are nearly what they should be: an example with a few edits. Most of what only looks random is refused at its
 * first character; these get further.
 */
public final class Mutations {

    private static final int MOST_EDITS = 5;

    /** What parsers stumble over. */
    private static final List<String> MATERIAL = List.of(
            "",
            " ",
            "\0",
            "\n",
            "\r\n",
            "\t",
            "\"",
            "'",
            "\\",
            "\\u0000",
            "\\ud800",
            "\ud800",
            "\udc00",
            "\u202e",
            "\ufeff",
            "\ufffd",
            "{",
            "}",
            "[",
            "]",
            "{}",
            "[]",
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1e999999",
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "0x10",
            "NaN",
            "Infinity",
            "\u0663",
            ":",
            ",",
            ";",
            "=",
            "&",
            "%",
            "%00",
            "%zz",
            "+",
            "-",
            "--",
            ".",
            "..",
            "/",
            "//",
            "?",
            "#",
            "@",
            "data:;base64,",
            "=====",
            "\ud83d\ude00",
            "[".repeat(2_000),
            "{\"a\":".repeat(500),
            "x".repeat(20_000));

    private Mutations() {}

    public static Arbitrary<String> of(String... examples) {
        return Combinators.combine(Arbitraries.of(examples), edits()).as((example, edits) -> {
            var text = example;
            for (var edit : edits) {
                text = edit.of(text);
            }
            return text;
        });
    }

    /** Of bytes, which are edited as characters of one byte each. */
    public static Arbitrary<byte[]> of(byte[]... examples) {
        var texts = new String[examples.length];
        for (var i = 0; i < examples.length; i++) {
            texts[i] = new String(examples[i], StandardCharsets.ISO_8859_1);
        }
        return of(texts).map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Arbitrary<List<Edit>> edits() {
        var position = Arbitraries.doubles().between(0, 1);
        var material = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(MATERIAL)),
                Tuple.of(2, Arbitraries.strings().ofMinLength(1).ofMaxLength(8)),
                Tuple.of(2, Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf)));
        return Combinators.combine(Arbitraries.of(Kind.values()), position, position, material)
                .as(Edit::new)
                .list()
                .ofMaxSize(MOST_EDITS);
    }

    private enum Kind {
        INSERT,
        REPLACE,
        REMOVE,
        REPEAT,
        CUT
    }

    /** @param from where it begins, and {@code to} where it ends, as parts of the whole */
    private record Edit(Kind kind, double from, double to, String material) {

        String of(String text) {
            var first = (int) (Math.min(from, to) * text.length());
            var last = (int) (Math.max(from, to) * text.length());
            var before = text.substring(0, first);
            return switch (kind) {
                case INSERT -> before + material + text.substring(first);
                case REPLACE -> before + material + text.substring(Math.min(text.length(), first + 1));
                case REMOVE -> before + text.substring(last);
                case REPEAT -> before + text.substring(first, last).repeat(2) + text.substring(last);
                case CUT -> before;
            };
        }
    }
}
