package chat.parley.user.dialect;

import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.http.UploadedFile;
import chat.parley.user.avatar.AvatarService;
import chat.parley.user.profile.AvatarChange;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What a request wants to become of the avatar: a file, null or nothing to remove it, or the URL that was shown before. */
@ApplicationScoped
class AvatarField {

    private final AvatarService avatars;
    private final PublicUrl url;

    AvatarField(AvatarService avatars, PublicUrl url) {
        this.avatars = avatars;
        this.url = url;
    }

    /** Fails as {@link AvatarService#stage} does, or with {@link Invalid}. */
    Uni<AvatarChange> change(Fields fields, String name) {
        return fields.file(name)
                .filter(AvatarField::isGiven)
                .map(this::replacement)
                .orElseGet(() -> Uni.createFrom()
                        .item(() -> fields.json(name).map(this::withoutFile).orElse(AvatarChange.NONE)));
    }

    /** A browser sends an input that was left empty as a file without name and content. */
    private static boolean isGiven(UploadedFile file) {
        return file.size() > 0 || file.name() != null && !file.name().isEmpty();
    }

    private Uni<AvatarChange> replacement(UploadedFile file) {
        return avatars.stage(file).map(AvatarChange.Replaced::new);
    }

    private AvatarChange withoutFile(JsonNode value) {
        if (value.isNull() || value.isTextual() && value.textValue().isEmpty()) {
            return new AvatarChange.Removed();
        }
        if (value.isTextual()) {
            return new AvatarChange.Confirmed(path(value.textValue()));
        }
        throw new Invalid("not-a-file", "The submitted data was not a file.");
    }

    /** Of what we showed as an absolute URL. */
    private String path(String shown) {
        var base = url.of("/").toString();
        return shown.startsWith(base) ? shown.substring(base.length() - 1) : shown;
    }
}
