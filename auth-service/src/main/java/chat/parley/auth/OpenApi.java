package chat.parley.auth;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is said once about this service's HTTP. */
@OpenAPIDefinition(
        info = @Info(title = "Parley auth-service", version = "1.0.0"),
        tags = {
            @Tag(name = "friendship", description = "Accounts as the `friendship` dialect has them"),
            @Tag(name = "social", description = "Accounts as the `social` dialect has them"),
            @Tag(name = "lobby", description = "Accounts as the `lobby` dialect has them"),
            @Tag(name = "v1", description = "The API for new clients"),
            @Tag(name = "documents", description = "What you are reading"),
            @Tag(name = "keys", description = "Public keys"),
            @Tag(name = "internal", description = "Between services; not reachable from outside")
        })
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public class OpenApi extends Application {}
