package chat.parley.user.avatar;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.MissingField;
import chat.parley.common.http.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** For auth-service, which is given the image of somebody who has no account yet. Not reachable from outside. */
@Path("/internal/avatars")
public class StagedAvatarResource {

    private final AvatarService avatars;

    public StagedAvatarResource(AvatarService avatars) {
        this.avatars = avatars;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<Response> stage(MultipartFormDataInput form) {
        var file = Fields.ofMultipart(form).file("file").orElseThrow(() -> new MissingField("file"));
        return avatars.stage(file)
                .map(name -> Response.status(Response.Status.CREATED)
                        .entity(new Staged(name.path()))
                        .build());
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return FailureResponse.with(failure, new Refused(failure.code(), failure.sentence()));
    }

    /** @param avatar its path, to be told with the registration */
    public record Staged(String avatar) {}

    public record Refused(String code, String detail) {}
}
