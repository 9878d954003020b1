package chat.parley.message.attachment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What a file is. An image is one because it could be decoded; for anything else what the client says is only passed on when
 * no browser would run it, and it is never shown in place.
 */
final class FileType {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Pattern HARMLESS =
            Pattern.compile("(audio|video)/[a-z0-9.+-]{1,60}|application/(pdf|zip|gzip|json)|text/(plain|csv)");

    private static final Map<String, String> IMAGES = Map.of(
            "jpeg", "image/jpeg",
            "png", "image/png",
            "gif", "image/gif",
            "webp", "image/webp");

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/gzip", "gz"),
            Map.entry("application/json", "json"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/csv", "csv"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"));

    /** Decoded images are this many pixels wide and high at most: what is decoded is only whether it can be. */
    private static final int SAMPLE = 64;

    private FileType() {}

    /** @param declared what the client says */
    static String of(Path content, String declared, long maxPixels) throws IOException {
        var image = image(content, maxPixels);
        return image == null ? harmless(declared) : image;
    }

    static String extension(String type) {
        return EXTENSIONS.getOrDefault(type, "bin");
    }

    private static String harmless(String declared) {
        var type = declared.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return HARMLESS.matcher(type).matches() ? type : UNKNOWN;
    }

    private static String image(Path content, long maxPixels) throws IOException {
        try (var input = ImageIO.createImageInputStream(content.toFile())) {
            var readers = ImageIO.getImageReaders(input);
            return readers.hasNext() ? image(readers.next(), input, maxPixels) : null;
        }
    }

    private static String image(ImageReader reader, ImageInputStream input, long maxPixels) {
        try {
            reader.setInput(input, true, true);
            var type = IMAGES.get(reader.getFormatName().toLowerCase(Locale.ROOT));
            return type != null && decodes(reader, maxPixels) ? type : null;
        } catch (IOException | RuntimeException broken) {
            return null;
        } finally {
            reader.dispose();
        }
    }

    private static boolean decodes(ImageReader reader, long maxPixels) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if ((long) width * height > maxPixels) {
            return false;
        }
        var param = reader.getDefaultReadParam();
        var step = Math.max(1, Math.max(width, height) / SAMPLE);
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param) != null;
    }
}
