package chat.parley.auth.account;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Invalid;
import chat.parley.common.failure.TooLarge;
import chat.parley.common.failure.Unavailable;
import chat.parley.common.http.UploadedFile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Pictures given at signup: user-service decodes and keeps them, and only then is the account made. */
@ApplicationScoped
class Avatars {

    private final AvatarClient users;

    Avatars(@RestClient AvatarClient users) {
        this.users = users;
    }

    /** @return the path of the accepted picture */
    Uni<String> accept(UploadedFile file) {
        return users.stage(file.path().toFile())
                .map(AvatarClient.Staged::avatar)
                .onFailure()
                .transform(Avatars::refusal);
    }

    private static Failure refusal(Throwable failure) {
        var status = failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus()
                : 503;
        return switch (status) {
            case 400, 415 -> new Invalid("not-an-image", "Upload a valid image: a JPEG, PNG, GIF or WebP file.");
            case 413 -> new TooLarge("The image is too large.");
            default -> new Unavailable("Images cannot be accepted right now; try again in a moment.");
        };
    }
}
