package chat.parley.message.attachment;

import chat.parley.common.http.PublicUrl;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file that was taken, as {@code v1} shows it. */
@Schema(name = "Attachment")
public record AttachmentView(
        @Schema(examples = "0f5c0a0e-6c0b-4c55-b8d2-1a4c2f7f8a11")
        UUID id,

        @Schema(examples = "holiday.jpg") String name,
        @Schema(description = "Bytes", examples = "48213") long size,

        @Schema(description = "By content where it is an image", examples = "image/jpeg")
        String type,

        @Schema(description = "Good for 24 hours, without a token", examples = Examples.MEDIA_URL)
        URI url) {

    static AttachmentView of(Attachment attachment, SignedPaths paths, PublicUrl address) {
        return new AttachmentView(
                attachment.id(),
                attachment.name(),
                attachment.size(),
                attachment.type(),
                address.of(paths.sign(attachment.path())));
    }
}
