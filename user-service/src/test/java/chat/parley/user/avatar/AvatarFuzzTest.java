package chat.parley.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.failure.TooLarge;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Images with a few bytes wrong: each is an image, none, or too large, and costs neither the worker nor the heap. */
class AvatarFuzzTest {

    private static final ImageLimits LIMITS = new ImageLimits(1_000_000, 1_000_000, 512);
    private static final byte[][] EXAMPLES = examples();

    @Provide
    Arbitrary<byte[]> images() {
        return Mutations.of(EXAMPLES);
    }

    @Fuzz
    void anUploadIsAnImageOrRefused(@ForAll("images") byte[] content) throws IOException {
        var file = Files.write(Path.of("target", "fuzzed-image"), content);

        Outcomes.of(() -> AvatarImage.read(file, LIMITS), NotAnImage.class, TooLarge.class)
                .ifPresent(image -> assertThat(image.content()).isNotEmpty());
    }

    /** Before a decoder is let near it, so what is wrong with it must end here, or be seen by the caller as what it is. */
    @Fuzz
    void theScansOfAJpegAreCounted(@ForAll("images") byte[] content) {
        assertThat(JpegScans.count(content)).isBetween(0, content.length);
    }

    @Fuzz
    void theSizeOfAWebpIsReadOrItIsNone(@ForAll("images") byte[] content) {
        Outcomes.of(() -> WebpSize.pixels(content), NotAnImage.class, IndexOutOfBoundsException.class)
                .ifPresent(pixels -> assertThat(pixels).isNotNegative());
    }

    private static byte[][] examples() {
        try {
            var examples = new ArrayList<byte[]>();
            for (var format : List.of("png", "jpeg", "gif")) {
                var image = new ByteArrayOutputStream();
                ImageIO.write(new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB), format, image);
                examples.add(image.toByteArray());
            }
            try (var files = Files.list(Path.of("src/test/resources/images"))) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".webp")).toList()) {
                    examples.add(Files.readAllBytes(file));
                }
            }
            return examples.toArray(byte[][]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
