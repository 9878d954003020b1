package chat.parley.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import chat.parley.common.failure.TooLarge;
import chat.parley.user.Example;
import chat.parley.user.Images;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarImageTest {

    private static final ImageLimits LIMITS = new ImageLimits(40_000_000, 8_000_000, 512);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void everyFormatBecomesASmallJpeg(String format) throws IOException {
        var avatar = read(Images.picture(format, 1500, 900));

        assertThat(avatar.extension()).isEqualTo("jpg");
        assertThat(size(avatar)).isEqualTo("512x307");
        assertThat(isRed(avatar, 20, 150)).isTrue();
        assertThat(isRed(avatar, 490, 150)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"lossy, jpg", "lossless, jpg", "lossy-alpha, png"})
    void webpIsReadAsABrowserWritesIt(String file, String extension) throws IOException {
        var avatar = read(Example.bytes("images/" + file + ".webp"));

        assertThat(avatar.extension()).isEqualTo(extension);
        assertThat(size(avatar)).isEqualTo("300x200");
        assertThat(isRed(avatar, 20, 20)).isTrue();
        assertThat(isRed(avatar, 280, 20)).isFalse();
    }

    /** Its eight megapixels take no bits at all: the decoder is at the end of its input from the first to the last. */
    @Test
    void webpOfOneColourIsSound() throws IOException {
        assertThat(size(read(Example.bytes("images/one-colour.webp")))).isEqualTo("512x512");
    }

    @Test
    void transparencyIsKept() throws IOException {
        var avatar = read(Images.transparent(700, 700));

        assertThat(avatar.extension()).isEqualTo("png");
        assertThat(size(avatar)).isEqualTo("512x512");
        assertThat(image(avatar).getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void smallImageStaysAsLargeAsItIs() throws IOException {
        assertThat(size(read(Images.picture("png", 30, 20)))).isEqualTo("30x20");
        assertThat(size(read(Images.picture("png", 1, 3000)))).isEqualTo("1x512");
    }

    @Test
    void tooManyPixelsAreRefusedByTheHeaderAlone() {
        assertThatThrownBy(() -> read(HostileImages.pngHeader(30_000, 30_000)))
                .isInstanceOf(TooLarge.class)
                .hasMessage("The image is too large: at most 40 megapixels.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "BM this is a bitmap, or not"})
    void whatIsNoImageIsRefused(String content) {
        assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.UTF_8))).isInstanceOf(NotAnImage.class);
    }

    @Test
    void formatsThatWeDoNotTakeAreRefused() {
        assertThatThrownBy(() -> read(Images.picture("bmp", 10, 10))).isInstanceOf(NotAnImage.class);
    }

    @Test
    void halfAnImageIsRefused() {
        var png = Images.picture("png", 400, 400);

        assertThatThrownBy(() -> read(Arrays.copyOf(png, png.length / 2))).isInstanceOf(NotAnImage.class);
    }

    /** The canvas says one thing and the frame another; the decoder would take memory for the frame. */
    @Test
    void webpCannotHideALargeFrameInASmallCanvas() {
        for (var frame : List.of(HostileImages.lossy(4000, 3000), HostileImages.lossless(4000, 3000, 0))) {
            assertThatThrownBy(() -> read(HostileImages.webp(HostileImages.canvas(10, 10), frame)))
                    .isInstanceOf(TooLarge.class);
            assertThatThrownBy(() -> read(HostileImages.webp(
                            HostileImages.canvas(10, 10), HostileImages.chunk("ANMF", HostileImages.framed(frame)))))
                    .isInstanceOf(TooLarge.class);
            assertThatThrownBy(() -> read(HostileImages.webp(frame)))
                    .isInstanceOf(TooLarge.class)
                    .hasMessage("The image is too large: at most 8 megapixels.");
        }
        assertThatThrownBy(
                        () -> read(HostileImages.webp(HostileImages.canvas(4000, 3000), HostileImages.lossy(10, 10))))
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void webpWhoseChunksLieOutsideItIsRefused() {
        var whole = HostileImages.webp(HostileImages.lossy(100, 100));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 100))).isInstanceOf(NotAnImage.class);
    }

    /** Its decoder reads zeros past the end, an exception for every few bits; unhindered this takes minutes. */
    @Test
    void brokenWebpDoesNotKeepAWorker() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> read(HostileImages.webp(HostileImages.lossless(3000, 2600, 0x55))))
                        .isInstanceOf(NotAnImage.class));
    }

    @Test
    void jpegThatIsGoneOverTooOftenIsRefused() throws IOException {
        var image = Images.progressive(64, 64);

        assertThat(JpegScans.count(image)).isBetween(2, 20);
        assertThat(size(read(image))).isEqualTo("64x64");
        assertThatThrownBy(() -> read(HostileImages.lastScanAgain(image, 40))).isInstanceOf(NotAnImage.class);
    }

    @Test
    void whatLiesBehindAnImageIsNoScanOfIt() throws IOException {
        var image = Images.picture("jpeg", 20, 20);
        var withMore = new ByteArrayOutputStream();
        withMore.writeBytes(image);
        for (int i = 0; i < 100; i++) {
            withMore.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2});
        }

        assertThat(JpegScans.count(withMore.toByteArray())).isEqualTo(1);
        assertThat(size(read(withMore.toByteArray()))).isEqualTo("20x20");
    }

    /** Where the left half, which is red, comes to lie. */
    @ParameterizedTest
    @CsvSource({
        "1, 60x30, 5, 15",
        "2, 60x30, 55, 15",
        "3, 60x30, 55, 15",
        "4, 60x30, 5, 15",
        "5, 30x60, 15, 5",
        "6, 30x60, 15, 5",
        "7, 30x60, 15, 55",
        "8, 30x60, 15, 55",
        "9, 60x30, 5, 15"
    })
    void photographIsTurnedUpright(int orientation, String size, int x, int y) throws IOException {
        var avatar = read(photograph(Images.picture("jpeg", 60, 30), orientation));

        assertThat(size(avatar)).isEqualTo(size);
        assertThat(isRed(avatar, x, y)).isTrue();
        assertThat(isRed(avatar, image(avatar).getWidth() - 1 - x, image(avatar).getHeight() - 1 - y))
                .isFalse();
    }

    @Test
    void nothingOfTheOriginalButItsPixelsIsLeft() throws IOException {
        var avatar = read(photograph(Images.picture("jpeg", 60, 30), 1));

        assertThat(new String(avatar.content(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    private AvatarImage read(byte[] content) throws IOException {
        return AvatarImage.read(Files.write(directory.resolve("upload"), content), LIMITS);
    }

    private static BufferedImage image(AvatarImage avatar) {
        return Images.decoded(avatar.content());
    }

    private static String size(AvatarImage avatar) {
        return image(avatar).getWidth() + "x" + image(avatar).getHeight();
    }

    private static boolean isRed(AvatarImage avatar, int x, int y) {
        var color = new Color(image(avatar).getRGB(x, y));
        return color.getRed() > 200 && color.getBlue() < 60;
    }

    /** With an Exif segment in front that says nothing but how the camera was held. */
    private static byte[] photograph(byte[] jpeg, int orientation) {
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4)
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
        var marker = ByteBuffer.allocate(4).putShort((short) 0xFFE1).putShort((short) (exif.length + 2));
        var photograph = new ByteArrayOutputStream();
        photograph.write(jpeg, 0, 2);
        photograph.writeBytes(marker.array());
        photograph.writeBytes(exif);
        photograph.write(jpeg, 2, jpeg.length - 2);
        return photograph.toByteArray();
    }
}
