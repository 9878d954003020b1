package chat.parley.deploy;

/**
 * The five services. The order gives their ports (8010, 8020 …).
 *
 * @see Ports
 */
public enum Service {
    AUTH("auth-service", "auth_service", 192, 250),
    /** Decodes pictures of up to 40 megapixels, and a decoded picture lies in the heap. */
    USER("user-service", "user_service", 512, 150),
    FRIENDSHIP("friendship-service", "friendship_service", 160, 100),
    MESSAGE("message-service", "message_service", 320, 500),
    GATEWAY("chat-gateway", null, 448, 500);

    private final String module;
    private final String database;
    private final int heapMegabytes;
    private final int processorShare;

    Service(String module, String database, int heapMegabytes, int processorShare) {
        this.module = module;
        this.database = database;
        this.heapMegabytes = heapMegabytes;
        this.processorShare = processorShare;
    }

    public String module() {
        return module;
    }

    public boolean hasDatabase() {
        return database != null;
    }

    /** The name of its database, and of the role with which it enters: that role reads and writes rows. */
    public String database() {
        return database;
    }

    /** The role that makes the tables. */
    public String owner() {
        return database + "_owner";
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** What a process has of the processors when all are busy, in proportion to the others: what the chart has it ask for. */
    public int processorShare() {
        return processorShare;
    }

    /** How routes and addresses call it: {@code auth}, {@code user} … */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name of one process: the module, with a number when there are several. */
    public String process(int node, int nodes) {
        return nodes == 1 ? module : module + "-" + (node + 1);
    }
}
