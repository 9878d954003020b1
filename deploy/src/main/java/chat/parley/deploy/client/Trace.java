package chat.parley.deploy.client;

/** Is told of everything that a client sends and gets. */
public interface Trace {

    Trace SILENT = new Trace() {};

    default void request(String method, String path, String body) {}

    default void answer(int status, String body) {}

    default void sent(String username, String frame) {}

    default void received(String username, String frame) {}

    default void closed(String username, int code, String reason) {}
}
