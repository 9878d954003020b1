package chat.parley.deploy.bench.load;

import java.util.UUID;

/**
 * What a message carries so that whoever gets it, or its acknowledgement, knows how long it took, without anything being kept of
 * it meanwhile.
 *
 * @param sender the number of the talker
 * @param place its place among the sender's messages, from 0
 * @param due when it was to be sent ({@link System#nanoTime}): what is sent late is late for its reader, too, so that a stall
 *     counts for all whom it delays, and not for one
 */
record Stamp(int sender, int place, long due) {

    private static final char BEGIN = '~';
    private static final char END = ' ';

    /** So that a message has a hundred characters, as messages have. */
    private static final String REST = "so that it is about as long as what people write to each other in a chat";

    UUID clientId() {
        return new UUID((long) sender << Integer.SIZE | place, due);
    }

    static Stamp ofClientId(UUID id) {
        var high = id.getMostSignificantBits();
        return new Stamp((int) (high >> Integer.SIZE), (int) high, id.getLeastSignificantBits());
    }

    String body() {
        return "" + BEGIN + sender + END + place + END + due + END + REST;
    }

    /** Of the message in this frame, in whatever dialect. */
    static Stamp inBody(String frame) {
        var begin = frame.indexOf(BEGIN) + 1;
        var first = frame.indexOf(END, begin);
        var second = frame.indexOf(END, first + 1);
        var third = frame.indexOf(END, second + 1);
        return new Stamp(
                Integer.parseInt(frame, begin, first, 10),
                Integer.parseInt(frame, first + 1, second, 10),
                Long.parseLong(frame, second + 1, third, 10));
    }
}
