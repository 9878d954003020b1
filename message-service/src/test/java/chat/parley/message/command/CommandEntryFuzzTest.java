package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.UnreadableEntry;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** What stands in {@code commands.<shard>} and is nearly a batch. */
class CommandEntryFuzzTest {

    private static final String BATCH = """
            {"id":"0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01","node":"one",\
            "sender":{"userId":"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01","number":7,"username":"anna"},\
            "target":{"to":"conversation","id":"3f1c2a7e-5b7d-4c55-9a55-0f9a3f4b7c11"},\
            "commands":[{"type":"send","clientId":"c2a1c7de-2f0b-4a6e-9a3d-2a4f5a6b7c03","body":"hello","attachments":[]},\
            {"type":"mark-read","seq":3},{"type":"replay","afterSeq":1,"toSeq":2}]}""";

    @Provide
    Arbitrary<String> batches() {
        return Mutations.of(BATCH);
    }

    @Fuzz
    void aBatchIsWholeOrUnreadable(@ForAll("batches") String text) {
        var entry = new StreamEntry("1-1", Map.of(CommandBatch.FIELD, text));

        Outcomes.of(() -> CommandEntry.read(entry), UnreadableEntry.class).ifPresent(batch -> {
            assertThat(batch).hasNoNullFieldsOrProperties();
            assertThat(batch.commands()).doesNotContainNull();
        });
    }
}
