package chat.parley.user.avatar;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;

/** Where the content of avatars lies. All of it is small, written once, and never changed. */
interface AvatarStore {

    /** All of it or nothing: nobody ever reads a half. */
    Uni<Void> write(AvatarName name, byte[] content);

    /** Null when there is none of that name. */
    Uni<Buffer> read(AvatarName name);

    /** Does nothing when it is gone already. */
    Uni<Void> remove(AvatarName name);
}
