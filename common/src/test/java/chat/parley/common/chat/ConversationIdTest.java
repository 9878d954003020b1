package chat.parley.common.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationIdTest {

    private static final UUID ADA = UUID.fromString("0193a5c0-0000-7000-8000-000000000001");
    private static final UUID BOB = UUID.fromString("f193a5c0-0000-7000-8000-000000000002");

    @Test
    void itDoesNotMatterWhoBegins() {
        assertThat(ConversationId.ofDirect(ADA, BOB)).isEqualTo(ConversationId.ofDirect(BOB, ADA));
    }

    @Test
    void itNeverChanges() {
        assertThat(ConversationId.ofDirect(ADA, BOB)).hasToString("fa00a64d-da01-58b7-9d96-4986aa491b65");
        assertThat(ConversationId.LOBBY).hasToString("f1187b8e-8140-544a-80c3-16f0f273d7a3");
    }
}
