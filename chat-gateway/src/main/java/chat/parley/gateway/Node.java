package chat.parley.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This gateway process, by the name under which the others write to it. No two that run may have the same. */
@ApplicationScoped
public class Node {

    private final String name;

    public Node(@ConfigProperty(name = "parley.node") Optional<String> name) {
        this.name = name.orElseGet(() -> UUID.randomUUID().toString());
    }

    public String name() {
        return name;
    }
}
