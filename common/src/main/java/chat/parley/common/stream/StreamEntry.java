package chat.parley.common.stream;

import java.util.Map;

/**
 * One entry of a Redis stream.
 *
 * @param id {@code <milliseconds>-<sequence>}
 */
public record StreamEntry(String id, Map<String, String> fields) {}
