package chat.parley.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.event.Json;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocketTicketTest {

    private static final String WRITTEN =
            "{\"user_id\":\"01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b\",\"number\":7,\"username\":\"ada\","
                    + "\"sid\":\"01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c\",\"dialect\":\"v1\",\"exp\":1795305078}";

    @Test
    void itIsWrittenAsAgreedWithTheGateway() {
        var ticket = new SocketTicket(
                UUID.fromString("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"),
                7,
                "ada",
                UUID.fromString("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c"),
                "v1",
                1_795_305_078L);

        assertThat(Json.write(ticket)).isEqualTo(WRITTEN);
        assertThat(Json.read(WRITTEN, SocketTicket.class)).isEqualTo(ticket);
    }

    @Test
    void itsKeyIsTheHashOfTheTicket() {
        assertThat(SocketTicket.key("abc"))
                .isEqualTo("ticket:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
