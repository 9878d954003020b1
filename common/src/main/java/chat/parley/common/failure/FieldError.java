package chat.parley.common.failure;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name in the body or the query
 */
public record FieldError(String field, String message) {}
