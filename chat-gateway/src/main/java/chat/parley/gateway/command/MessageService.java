package chat.parley.gateway.command;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;

/** What we ask of message-service over HTTP. */
@RegisterRestClient(configKey = "message")
public interface MessageService {

    /** Uploads the file in the part {@code file}. */
    @POST
    @Path("/api/v1/attachments")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Uni<Uploaded> upload(@HeaderParam("Authorization") String bearer, ClientMultipartForm file);

    /** It waits to be sent with a message of its owner. */
    record Uploaded(UUID id) {}
}
