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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
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
        assertThatThrownBy(() -> read(pngHeader(30_000, 30_000)))
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
        for (var frame : List.of(lossy(4000, 3000), lossless(4000, 3000, 0))) {
            assertThatThrownBy(() -> read(webp(canvas(10, 10), frame))).isInstanceOf(TooLarge.class);
            assertThatThrownBy(() -> read(webp(canvas(10, 10), chunk("ANMF", framed(frame)))))
                    .isInstanceOf(TooLarge.class);
            assertThatThrownBy(() -> read(webp(frame)))
                    .isInstanceOf(TooLarge.class)
                    .hasMessage("The image is too large: at most 8 megapixels.");
        }
        assertThatThrownBy(() -> read(webp(canvas(4000, 3000), lossy(10, 10)))).isInstanceOf(TooLarge.class);
    }

    @Test
    void webpWhoseChunksLieOutsideItIsRefused() {
        var whole = webp(lossy(100, 100));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 100))).isInstanceOf(NotAnImage.class);
    }

    /** Its decoder reads zeros past the end, an exception for every few bits; unhindered this takes minutes. */
    @Test
    void brokenWebpDoesNotKeepAWorker() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> read(webp(lossless(3000, 2600, 0x55))))
                        .isInstanceOf(NotAnImage.class));
    }

    @Test
    void jpegThatIsGoneOverTooOftenIsRefused() throws IOException {
        var image = Images.progressive(64, 64);

        assertThat(JpegScans.count(image)).isBetween(2, 20);
        assertThat(size(read(image))).isEqualTo("64x64");
        assertThatThrownBy(() -> read(lastScanAgain(image, 40))).isInstanceOf(NotAnImage.class);
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

    private static byte[] pngHeader(int width, int height) {
        var header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var check = new CRC32();
        check.update(header);
        return ByteBuffer.allocate(8 + 4 + 17 + 4)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(header)
                .putInt((int) check.getValue())
                .array();
    }

    private static byte[] lastScanAgain(byte[] jpeg, int times) {
        var last = jpeg.length - 2;
        while ((jpeg[last] & 0xff) != 0xff || (jpeg[last + 1] & 0xff) != 0xda) {
            last--;
        }
        var end = jpeg.length - 2;
        var more = new ByteArrayOutputStream();
        more.write(jpeg, 0, end);
        for (int i = 0; i < times; i++) {
            more.write(jpeg, last, end - last);
        }
        more.write(jpeg, end, 2);
        return more.toByteArray();
    }

    private static byte[] webp(byte[]... chunks) {
        var size = 4 + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        var file = littleEndian(8 + size).put(ascii("RIFF")).putInt(size).put(ascii("WEBP"));
        Arrays.stream(chunks).forEach(file::put);
        return file.array();
    }

    private static byte[] canvas(int width, int height) {
        return chunk(
                "VP8X",
                littleEndian(10)
                        .putInt(4, (width - 1) & 0xffffff)
                        .putShort(7, (short) (height - 1))
                        .put(9, (byte) (height - 1 >> 16))
                        .array());
    }

    /** A sound header, and nothing behind it. */
    private static byte[] lossy(int width, int height) {
        var content = littleEndian(1000).put(Example.bytes("images/tiny.webp"), 20, 22);
        return chunk(
                "VP8 ",
                content.putShort(6, (short) width).putShort(8, (short) height).array());
    }

    private static byte[] lossless(int width, int height, int filledWith) {
        var content = new byte[100_000];
        Arrays.fill(content, (byte) filledWith);
        return chunk(
                "VP8L",
                ByteBuffer.wrap(content)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0x2f)
                        .putInt(width - 1 | height - 1 << 14)
                        .array());
    }

    private static byte[] framed(byte[] frame) {
        return littleEndian(16 + frame.length).put(16, frame).array();
    }

    private static byte[] chunk(String name, byte[] content) {
        return littleEndian(8 + content.length)
                .put(ascii(name))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
