package chat.parley.message.attachment;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Neighbour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class AttachmentTest extends AttachmentContract {}
