package chat.parley.user.avatar;

import chat.parley.common.failure.Invalid;

/** The content is none of the image formats we take, whatever its name and type say. */
final class NotAnImage extends Invalid {

    NotAnImage() {
        super(
                "not-an-image",
                "Upload a valid image. The file you uploaded was either not an image or a corrupted image.");
    }
}
