package chat.parley.common.stream;

/** The id of a stream entry, {@code <ms>-<seq>}, in the order in which Redis gives them out. */
public record EntryId(long ms, long seq) implements Comparable<EntryId> {

    public static EntryId parse(String id) {
        var dash = id.indexOf('-');
        return new EntryId(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    public EntryId next() {
        return new EntryId(ms, seq + 1);
    }

    @Override
    public int compareTo(EntryId other) {
        return ms == other.ms ? Long.compare(seq, other.seq) : Long.compare(ms, other.ms);
    }

    @Override
    public String toString() {
        return ms + "-" + seq;
    }
}
