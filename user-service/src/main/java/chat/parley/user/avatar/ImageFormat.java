package chat.parley.user.avatar;

import chat.parley.common.failure.TooLarge;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** The formats we take, told by content; and what each must be asked before its decoder is let near it. */
enum ImageFormat {
    JPEG(builtIn("jpeg")) {
        @Override
        void check(byte[] content, ImageLimits limits) {
            if (JpegScans.count(content) > MAX_SCANS) {
                throw new NotAnImage();
            }
        }
    },
    PNG(builtIn("png")),
    GIF(builtIn("gif")),
    WEBP(new WebPImageReaderSpi()) {
        @Override
        void check(byte[] content, ImageLimits limits) {
            checkPixels(WebpSize.pixels(content), limits.maxWebpPixels());
        }

        @Override
        ImageInputStream input(byte[] content) {
            return UploadStream.padded(content);
        }
    };

    /** Encoders make some ten. At 40 megapixels each costs a tenth of a second. */
    private static final int MAX_SCANS = 32;

    private final ImageReaderSpi provider;

    ImageFormat(ImageReaderSpi provider) {
        this.provider = provider;
    }

    /** @throws NotAnImage when it is none of these */
    static ImageFormat of(byte[] content) throws IOException {
        var input = new UploadStream(content);
        for (var format : values()) {
            if (format.provider.canDecodeInput(input)) {
                return format;
            }
        }
        throw new NotAnImage();
    }

    ImageReader reader() throws IOException {
        return provider.createReaderInstance();
    }

    /** The content as the decoder wants it. */
    ImageInputStream input(byte[] content) {
        return new UploadStream(content);
    }

    /** @throws chat.parley.common.failure.Failure when decoding it would cost too much */
    void check(byte[] content, ImageLimits limits) {}

    static void checkPixels(long pixels, long max) {
        if (pixels > max) {
            throw new TooLarge("The image is too large: at most " + max / 1_000_000 + " megapixels.");
        }
    }

    private static ImageReaderSpi builtIn(String format) {
        return ImageIO.getImageReadersByFormatName(format).next().getOriginatingProvider();
    }
}
