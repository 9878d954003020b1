package chat.parley.deploy.fault.check;

import java.util.Locale;

/** What must hold, each under a name of its own, so that a red run says what is wrong and not only that something is. */
public enum Check {

    // ---- acknowledgements against the database
    ACKNOWLEDGED_IS_STORED(Kind.LOST),
    ONE_MESSAGE_PER_CLIENT_ID(Kind.DUPLICATED),
    EQUAL_ANSWERS_TO_REPEATS(Kind.DUPLICATED),
    DENSE_SEQ(Kind.GAPPED),
    SEND_ORDER_IS_KEPT(Kind.REORDERED),
    STORED_WAS_SENT(Kind.FOREIGN),
    REFUSED_IS_ABSENT(Kind.FOREIGN),
    EVERY_SEND_SETTLES(Kind.UNHEALED),

    // ---- histories against the database
    HISTORY_IS_WHOLE(Kind.LOST),
    HISTORY_HAS_NO_COPIES(Kind.DUPLICATED),
    HISTORY_IS_IN_ORDER(Kind.REORDERED),
    HISTORY_IS_OF_THE_CONVERSATION(Kind.FOREIGN),

    // ---- what reached the devices against the database
    DELIVERED_TO_MEMBERS_ONLY(Kind.FOREIGN),
    DELIVERED_IS_STORED(Kind.FOREIGN),
    DELIVERED_ONCE(Kind.DUPLICATED),
    DELIVERED_IN_ORDER(Kind.REORDERED),
    GAPS_ARE_TOLD(Kind.GAPPED),
    DEVICES_CONVERGE(Kind.GAPPED),
    RESUMES_CATCH_UP(Kind.UNHEALED),

    // ---- the processes themselves
    HEALS_IN_TIME(Kind.UNHEALED),
    CONNECTIONS_AT_BASE_LINE(Kind.LEAKED),
    THREADS_AT_BASE_LINE(Kind.LEAKED),
    POOLS_AT_BASE_LINE(Kind.LEAKED),
    PENDING_AT_BASE_LINE(Kind.LEAKED),
    OUTBOX_AT_BASE_LINE(Kind.LEAKED),
    MEMORY_AT_BASE_LINE(Kind.LEAKED),

    // ---- what a row expects besides
    AS_EXPECTED(Kind.UNEXPECTED);

    /** What the summary of a run counts. */
    public enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        FOREIGN,
        GAPPED,
        UNHEALED,
        LEAKED,
        UNEXPECTED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    Check(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** As reports write it: {@code acknowledged-is-stored}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
