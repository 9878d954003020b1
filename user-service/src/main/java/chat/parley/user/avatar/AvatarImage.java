package chat.parley.user.avatar;

import chat.parley.common.failure.TooLarge;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;

/**
 * An upload as we keep it: decoded, made small, turned upright, and encoded anew, so that nothing of the original but its
 * pixels is left.
 *
 * @param extension {@code png} when some of it is transparent, else {@code jpg}
 */
record AvatarImage(byte[] content, String extension) {

    private static final float JPEG_QUALITY = 0.85f;

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    /**
     * Slow, and heavy on memory.
     *
     * @throws NotAnImage when it is no JPEG, PNG, GIF or WebP, or a broken one
     * @throws TooLarge when it has too many pixels, which is known before they are decoded
     */
    static AvatarImage read(Path file, ImageLimits limits) {
        try {
            return read(Files.readAllBytes(file), limits);
        } catch (TooLarge tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException broken) {
            // The decoders answer broken content with whatever exception it led them to.
            throw new NotAnImage();
        }
    }

    private static AvatarImage read(byte[] content, ImageLimits limits) throws IOException {
        var format = ImageFormat.of(content);
        format.check(content, limits);
        var input = format.input(content);
        var orientation = Orientation.of(input);
        var reader = format.reader();
        try {
            reader.setInput(input, true, true);
            var image = format == ImageFormat.WEBP ? readAlone(reader, limits) : read(reader, limits);
            return encode(orientation.upright(image));
        } finally {
            reader.dispose();
        }
    }

    /** One at a time: its decoder keeps some 27 bytes a pixel, however few of them are wanted. */
    private static synchronized BufferedImage readAlone(ImageReader reader, ImageLimits limits) throws IOException {
        return read(reader, limits);
    }

    private static BufferedImage read(ImageReader reader, ImageLimits limits) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        ImageFormat.checkPixels((long) width * height, limits.maxPixels());
        return shrink(decode(reader, Math.max(width, height) / (2 * limits.maxEdge())), limits.maxEdge());
    }

    /** Leaves out pixels while decoding, down to twice the size wanted, so that a large image is never whole in memory. */
    private static BufferedImage decode(ImageReader reader, int oneIn) throws IOException {
        var how = reader.getDefaultReadParam();
        if (oneIn > 1) {
            how.setSourceSubsampling(oneIn, oneIn, 0, 0);
        }
        return reader.read(0, how);
    }

    /** By halves: scaling by more in one step would skip pixels. */
    private static BufferedImage shrink(BufferedImage image, int maxEdge) {
        var edge = Math.max(image.getWidth(), image.getHeight());
        if (edge > 2 * maxEdge) {
            return shrink(scale(image, 0.5), maxEdge);
        }
        return scale(image, Math.min(1.0, (double) maxEdge / edge));
    }

    private static BufferedImage scale(BufferedImage image, double by) {
        var width = Math.max(1, (int) Math.round(image.getWidth() * by));
        var height = Math.max(1, (int) Math.round(image.getHeight() * by));
        var scaled = new BufferedImage(width, height, typeOf(image));
        var canvas = scaled.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return scaled;
    }

    private static int typeOf(BufferedImage image) {
        return image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }

    private static AvatarImage encode(BufferedImage image) throws IOException {
        return image.getColorModel().hasAlpha() ? asPng(image) : asJpeg(image);
    }

    private static AvatarImage asPng(BufferedImage image) throws IOException {
        var content = new ByteArrayOutputStream();
        ImageIO.write(image, "png", content);
        return new AvatarImage(content.toByteArray(), "png");
    }

    private static AvatarImage asJpeg(BufferedImage image) throws IOException {
        var content = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(content)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new AvatarImage(content.toByteArray(), "jpg");
    }
}
