package chat.parley.message.attachment;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The multipart form of an upload, for the documents. */
@Schema(name = "AttachmentForm")
record AttachmentForm(
        @Schema(required = true, type = SchemaType.STRING, format = "binary")
        String file) {}
