package chat.parley.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.storage.testing.S3Bucket;
import chat.parley.storage.testing.S3Server;
import chat.parley.user.Images;
import chat.parley.user.UserServiceTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import org.junit.jupiter.api.Test;

/** All of it again, with the pictures in a bucket. */
@UserServiceTest
@QuarkusTestResource(
        value = S3Bucket.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "settings", value = "parley.avatars.s3"))
class AvatarOnS3Test extends AvatarContract {

    @Test
    void pictureIsInTheBucket() {
        var path = staged(Images.picture("png", 20, 20));

        var prefix = config.s3().prefix().orElseThrow();
        assertThat(S3Server.running().keys(prefix))
                .contains(prefix + "/" + AvatarName.ofPath(path).orElseThrow().value());
    }
}
