package chat.parley.user.avatar;

import static chat.parley.user.Told.as;
import static chat.parley.user.Told.asSocial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.HostileNames;
import chat.parley.common.testing.Multipart;
import chat.parley.user.Images;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file that is no avatar is refused in the shape of the dialect, and nothing of it is left. */
@UserServiceTest
class BadFilesTest {

    private static final String NO_IMAGE = "Upload a valid image";
    private static final String TOO_LARGE = "The image is too large";

    /** What a heap may have more after it was collected, for caches and whatever else is alive meanwhile. */
    private static final long FLAT = 24 << 20;

    @Inject
    Told told;

    @Inject
    Pool pool;

    private User ada;

    @BeforeEach
    void signUp() {
        ada = told.registered(User.unique());
    }

    /** How each dialect takes an avatar, and what it says when it does not: the status and what is wrong. */
    enum Way {
        FRIENDSHIP(
                (user, name, content) -> as(user).multiPart("personal_image", name, content, "image/png")
                        .patch("/api/users/profile/"),
                answer -> answer.path("error"),
                answer -> answer.path("error")),
        SOCIAL(
                (user, name, content) -> asSocial(user)
                        .multiPart("avatar", name, content, "image/png")
                        .put("/api/users/me/"),
                answer -> answer.path("avatar[0]"),
                answer -> answer.path("detail")),
        V1(
                (user, name, content) ->
                        as(user).multiPart("file", name, content, "image/png").put("/api/v1/me/avatar"),
                answer -> answer.path("code").equals("not-an-image") ? answer.path("detail") : "",
                answer -> answer.path("code").equals("too-large") ? answer.path("detail") : "");

        private final Upload upload;
        private final Function<Response, String> noImage;
        private final Function<Response, String> tooLarge;

        Way(Upload upload, Function<Response, String> noImage, Function<Response, String> tooLarge) {
            this.upload = upload;
            this.noImage = noImage;
            this.tooLarge = tooLarge;
        }

        Response upload(User user, String name, byte[] content) {
            return upload.by(user, name, content);
        }

        String refusal(Response answer) {
            return switch (answer.statusCode()) {
                case 400 -> noImage.apply(answer);
                case 413 -> tooLarge.apply(answer);
                default -> answer.statusLine();
            };
        }
    }

    private interface Upload {
        Response by(User user, String name, byte[] content);
    }

    @Test
    void thereAreMoreThan100OfThem() {
        assertThat(BadImages.of()).hasSizeGreaterThan(100);
        assertThat(BadImages.tooLarge()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void allOfThemAreRefusedAndNothingIsKept(Way way) {
        var before = kept();
        var others = new TreeMap<String, String>();

        others.putAll(refused(way, BadImages.of(), NO_IMAGE));
        others.putAll(refused(way, BadImages.tooLarge(), TOO_LARGE));

        assertThat(others).isEmpty();
        assertThat(kept()).isEqualTo(before);
        assertThat(as(ada).get("/api/v1/me").<String>path("avatar")).isNull();
    }

    @Test
    void memoryStaysFlat() {
        refused(Way.V1, BadImages.tooLarge(), TOO_LARGE);
        var before = used();

        for (var round = 0; round < 3; round++) {
            refused(Way.V1, BadImages.tooLarge(), TOO_LARGE);
        }

        await().untilAsserted(() -> assertThat(used() - before).isLessThan(FLAT));
    }

    @Test
    void whateverAnImageIsCalledItsNameIsOurs() {
        var image = Images.picture("png", 20, 20);
        for (var name : HostileNames.all()) {
            var taken = as(ada).contentType(Multipart.TYPE)
                    .body(Multipart.file("file", name, "image/png", image))
                    .put("/api/v1/me/avatar");
            assertThat(taken.<String>path("avatar"))
                    .as(name)
                    .matches("http://127.0.0.1:8000/media/avatars/[\\w-]{32}\\.jpg");
        }
    }

    private Map<String, String> refused(Way way, Map<String, byte[]> files, String sentence) {
        var others = new TreeMap<String, String>();
        files.forEach((name, content) -> {
            var refusal = way.refusal(way.upload(ada, "me.png", content));
            if (refusal == null || !refusal.startsWith(sentence)) {
                others.put(name, refusal);
            }
        });
        return others;
    }

    private long kept() {
        return pool.query("SELECT count(*) FROM avatar")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    /** After what is being thrown away has gone: some of it is only known to be garbage later. */
    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
