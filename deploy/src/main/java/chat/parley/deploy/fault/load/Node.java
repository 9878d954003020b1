package chat.parley.deploy.fault.load;

/** Where sockets are opened. */
public record Node(String name, int port) {}
