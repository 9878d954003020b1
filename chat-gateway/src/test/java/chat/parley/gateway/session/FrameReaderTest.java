package chat.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.parley.gateway.session.FrameReader.Unacceptable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final FrameReader reader = new FrameReader(16);

    @Test
    void singleFrameIsAMessage() throws Unacceptable {
        assertThat(reader.read(bytes("Grüße"), true)).contains(new FrameReader.Message("Grüße", 7));
    }

    @Test
    void fragmentsArePutTogetherEvenInTheMiddleOfACharacter() throws Unacceptable {
        var whole = bytes("Grüße");

        assertThat(reader.read(java.util.Arrays.copyOfRange(whole, 0, 3), false))
                .isEmpty();
        assertThat(reader.read(new byte[0], false)).isEmpty();
        assertThat(reader.read(java.util.Arrays.copyOfRange(whole, 3, whole.length), true))
                .map(FrameReader.Message::text)
                .contains("Grüße");
        assertThat(reader.read(bytes("next"), true))
                .map(FrameReader.Message::text)
                .contains("next");
    }

    @Test
    void tooBigIsToldBeforeItIsPutTogether() throws Unacceptable {
        reader.read(bytes("0123456789"), false);

        var refused = catchThrowableOfType(Unacceptable.class, () -> reader.read(bytes("0123456"), false));

        assertThat(refused.code()).isEqualTo(CloseCode.TOO_BIG);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        var refused = catchThrowableOfType(
                Unacceptable.class, () -> reader.read(new byte[] {'a', (byte) 0xC3, (byte) 0x28}, true));

        assertThat(refused.code()).isEqualTo(CloseCode.NOT_UTF8);
    }

    @Test
    void replacementCharacterItselfIsText() throws Unacceptable {
        assertThat(reader.read(bytes("\uFFFD"), true))
                .map(FrameReader.Message::text)
                .contains("\uFFFD");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
