package chat.parley.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;

/** user-service, as far as signup needs it. */
@RegisterRestClient(configKey = "user-service")
@Path("/internal/avatars")
interface AvatarClient {

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Uni<Staged> stage(@RestForm("file") @PartType(MediaType.APPLICATION_OCTET_STREAM) File file);

    /** A picture that was accepted and waits for its profile. */
    record Staged(String avatar) {}
}
