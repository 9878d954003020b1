package chat.parley.gateway.session;

/**
 * Why we close a socket (RFC 6455, section 7.4; ours from 4000 on).
 *
 * @param reason at most 123 bytes of UTF-8
 */
public record CloseCode(int code, String reason) {

    public static final CloseCode BINARY = new CloseCode(1003, "Text frames only");
    public static final CloseCode NOT_UTF8 = new CloseCode(1007, "Not UTF-8");
    public static final CloseCode TOO_BIG = new CloseCode(1009, "Frame too big");
    public static final CloseCode BROKEN = new CloseCode(1011, "Internal error");
    public static final CloseCode RESTARTING = new CloseCode(1012, "Restarting");
    public static final CloseCode TRY_LATER = new CloseCode(1013, "Try again later");
    public static final CloseCode UNAUTHORIZED = new CloseCode(4001, "Unauthorized access");
    public static final CloseCode TOKEN_EXPIRED = new CloseCode(4002, "Token expired");
    public static final CloseCode TOO_SLOW = new CloseCode(4008, "Too slow a reader");
    public static final CloseCode TOO_MANY_FRAMES = new CloseCode(4029, "Too many frames");

    /** Nobody is there any more; the other side will hardly read it. */
    public static final CloseCode SILENT = new CloseCode(1001, "No sign of life");
}
