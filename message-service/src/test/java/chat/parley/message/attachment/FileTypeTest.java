package chat.parley.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.message.testing.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif"})
    void imageIsWhatDecodesAsOne(String format, String type) throws IOException {
        assertThat(of(Pictures.of(format, 300, 200), "text/html", 1_000_000)).isEqualTo(type);
    }

    @Test
    void brokenImageIsNone() throws IOException {
        var whole = Pictures.of("png", 300, 200);

        assertThat(of(Arrays.copyOf(whole, 40), "image/png", 1_000_000)).isEqualTo("application/octet-stream");
    }

    @Test
    void hugeImageIsNotDecoded() throws IOException {
        assertThat(of(Pictures.of("png", 300, 200), "image/png", 59_999)).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, application/pdf",
        "text/plain; charset=utf-8, text/plain",
        "VIDEO/mp4, video/mp4",
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "image/png, application/octet-stream",
        "application/javascript, application/octet-stream",
        "nonsense, application/octet-stream"
    })
    void declaredTypeIsBelievedOnlyWhenItIsHarmless(String declared, String type) throws IOException {
        assertThat(of("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8), declared, 1_000_000))
                .isEqualTo(type);
    }

    private String of(byte[] content, String declared, long maxPixels) throws IOException {
        return FileType.of(Files.write(directory.resolve("file"), content), declared, maxPixels);
    }
}
