package chat.parley.user.avatar;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held (Exif 2.32, section 4.6.4, tag 274): 1 is upright, 2 to 8 are mirrored or turned. The tag is lost
 * when an image is encoded anew, so the pixels must be turned.
 */
record Orientation(int tag) {

    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 274;

    /** Reads it and goes back to the start; upright when there is none, which only a JPEG has, or it cannot be read. */
    static Orientation of(ImageInputStream input) throws IOException {
        try {
            return ofJpeg(input);
        } catch (IOException | RuntimeException unreadable) {
            return UPRIGHT;
        } finally {
            input.seek(0);
        }
    }

    private static Orientation ofJpeg(ImageInputStream input) throws IOException {
        for (var segment : JPEGSegmentUtil.readSegments(input, JPEG.APP1, "Exif")) {
            try (var data = segment.data()) {
                data.skipNBytes(1); // "Exif\0" is padded to an even length
                return ofTiff(ByteBuffer.wrap(data.readAllBytes()));
            }
        }
        return UPRIGHT;
    }

    /** The first directory of a TIFF file (TIFF 6.0, section 2): byte order, 42, offset, entries of twelve bytes. */
    private static Orientation ofTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        for (int i = 0; i < tiff.getShort(directory); i++) {
            var entry = directory + 2 + 12 * i;
            if (tiff.getShort(entry) == TAG) {
                return new Orientation(tiff.getShort(entry + 8));
            }
        }
        return UPRIGHT;
    }

    BufferedImage upright(BufferedImage image) {
        if (tag < 2 || tag > 8) {
            return image;
        }
        var width = image.getWidth();
        var height = image.getHeight();
        var turned = new BufferedImage(tag > 4 ? height : width, tag > 4 ? width : height, image.getType());
        var canvas = turned.createGraphics();
        canvas.drawRenderedImage(image, transform(width, height));
        canvas.dispose();
        return turned;
    }

    private AffineTransform transform(int w, int h) {
        return switch (tag) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
    }
}
