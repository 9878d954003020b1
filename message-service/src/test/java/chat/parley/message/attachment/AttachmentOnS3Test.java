package chat.parley.message.attachment;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Neighbour;
import chat.parley.storage.testing.S3Bucket;
import chat.parley.storage.testing.S3Server;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

/** All of it again, with the files in a bucket. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
@QuarkusTestResource(
        value = S3Bucket.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "settings", value = "parley.attachments.s3"))
class AttachmentOnS3Test extends AttachmentContract {

    @Inject
    AttachmentsConfig config;

    @Override
    long files() {
        return S3Server.running().keys(config.s3().prefix().orElseThrow()).size();
    }
}
