package chat.parley.deploy;

import java.util.Map;

/** What single nodes are told otherwise than the others, in the names they are configured by. */
@FunctionalInterface
public interface NodeSettings {

    NodeSettings NONE = (_, _) -> Map.of();

    Map<String, String> of(Service service, int node);
}
