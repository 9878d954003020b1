package chat.parley.user;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is said once about this service's HTTP. */
@OpenAPIDefinition(
        info = @Info(title = "Parley user-service", version = "1.0.0"),
        tags = {
            @Tag(name = "friendship", description = "Profiles and users as the `friendship` dialect has them"),
            @Tag(
                    name = "social",
                    description = "Users and notifications as the `social` dialect has them, in both spellings"),
            @Tag(name = "v1", description = "Users and notifications"),
            @Tag(name = "media", description = "Avatars"),
            @Tag(name = "internal", description = "Between services; not reachable from outside")
        })
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public class OpenApi extends Application {}
