package chat.parley.message.receipt;

/**
 * How far a member has come in a conversation: everything up to these numbers was delivered to a device, and read. Marks only
 * grow, and what was read was delivered.
 */
public record Mark(long delivered, long read) {

    public static final Mark NONE = new Mark(0, 0);

    public Mark {
        delivered = Math.max(delivered, read);
    }

    public static Mark delivered(long seq) {
        return new Mark(seq, 0);
    }

    public static Mark read(long seq) {
        return new Mark(seq, seq);
    }

    public Mark max(Mark other) {
        return new Mark(Math.max(delivered, other.delivered), Math.max(read, other.read));
    }
}
