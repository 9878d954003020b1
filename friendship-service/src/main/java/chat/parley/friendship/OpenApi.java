package chat.parley.friendship;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is said once about this service's HTTP. */
@OpenAPIDefinition(
        info = @Info(title = "Parley friendship-service", version = "1.0.0"),
        tags = {
            @Tag(name = "friendship", description = "Friendships as the `friendship` dialect has them"),
            @Tag(name = "social", description = "Friends as the `social` dialect has them, in both spellings"),
            @Tag(name = "v1", description = "Friendships and blocks"),
            @Tag(name = "internal", description = "Between services; not reachable from outside")
        })
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public class OpenApi extends Application {}
