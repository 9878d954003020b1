package chat.parley.user;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures to upload. */
public final class Images {

    private Images() {}

    /** Red on the left, blue on the right. */
    public static byte[] picture(String format, int width, int height) {
        return encoded(format, painted(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)));
    }

    /** A JPEG in several scans. */
    public static byte[] progressive(int width, int height) {
        var content = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(content)) {
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(
                    null,
                    new IIOImage(painted(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)), null, null),
                    how);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return content.toByteArray();
    }

    public static byte[] transparent(int width, int height) {
        return encoded("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    public static BufferedImage decoded(byte[] image) {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage painted(BufferedImage image) {
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, image.getWidth() / 2, image.getHeight());
        canvas.setColor(Color.BLUE);
        canvas.fillRect(image.getWidth() / 2, 0, image.getWidth(), image.getHeight());
        canvas.dispose();
        return image;
    }

    private static byte[] encoded(String format, BufferedImage image) {
        try {
            var content = new ByteArrayOutputStream();
            ImageIO.write(image, format, content);
            return content.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
