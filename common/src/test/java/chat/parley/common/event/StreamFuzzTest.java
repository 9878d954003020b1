package chat.parley.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.UnreadableEntry;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Entries of streams that are nearly as their examples. */
class StreamFuzzTest {

    private static final String ID = "0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01";

    @Provide
    Arbitrary<String> entries() {
        return Mutations.of(examples());
    }

    @Provide
    Arbitrary<String> ids() {
        return Mutations.of(ID);
    }

    @Provide
    Arbitrary<Class<? extends Event>> streams() {
        return Arbitraries.of(
                AuthEvent.class, UserEvent.class, FriendshipEvent.class, MessageEvent.class, PresenceEvent.class);
    }

    @Provide
    Arbitrary<Class<?>> types() {
        return Arbitraries.of(Command.class, Target.class, Outcome.class, NodeEvent.class);
    }

    @Fuzz
    void anEventIsReadOrUnreadable(
            @ForAll("entries") String data,
            @ForAll("ids") String id,
            @ForAll("streams") Class<? extends Event> stream) {
        var fields = new HashMap<String, String>();
        fields.put("id", id);
        fields.put("data", data);

        Outcomes.of(() -> EventEntry.read(new StreamEntry("1-1", fields), stream), UnreadableEntry.class)
                .ifPresent(entry -> assertThat(entry.event()).isInstanceOf(stream));
    }

    @Fuzz
    void whatIsReadIsWrittenAsItWasRead(@ForAll("entries") String data, @ForAll("types") Class<?> type) {
        Outcomes.of(() -> (Object) Json.read(data, type), IllegalArgumentException.class)
                .ifPresent(read -> assertThat(Json.read(Json.write(read), type)).isEqualTo(read));
    }

    private static String[] examples() {
        try (var files = Files.list(Path.of("src/test/resources/stream-examples"))) {
            return files.map(StreamFuzzTest::text).toArray(String[]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
