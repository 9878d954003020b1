package chat.parley.gateway.delivery;

import chat.parley.common.chat.Standing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far one socket has been given everything, in a form that any node can go on from at any later time. Nothing is kept for
 * it anywhere. It opens nothing either: whatever is in it, a user is given messages of the user's own conversations.
 *
 * <p>Written as base64url of: version, {@code since} in microseconds, the number of marks, each with 8 bytes of the
 * conversation's id and the seq as a variable-length integer, and a checksum (CRC-32C) of all that, against typing errors and
 * cut-off ends. It has at most 64,000 characters, so that a client can show it in a frame of 64 KiB.
 *
 * @param since everything written before this time has been given
 * @param given of what was written later, how far each conversation has been given; one that is missing, not at all
 */
record SocketCursor(Instant since, List<Standing> given) {

    /**
     * More conversations than this are not told; what was given of the others is given again. They fit as long as their seqs
     * are below two million.
     */
    static final int MOST = 4_096;

    private static final byte VERSION = 1;
    private static final int LONGEST_VARINT = 10;
    private static final int FIXED = 1 + Long.BYTES + Short.BYTES;
    private static final int LONGEST = 48_000;

    /** The end of the year 9999. */
    private static final long LAST = 253_402_300_799_999_999L;

    /** Of more than there is room for only the first are written. */
    String write() {
        var room = FIXED + given.size() * (Long.BYTES + LONGEST_VARINT) + Integer.BYTES;
        var bytes = ByteBuffer.allocate(Math.min(LONGEST, room));
        bytes.put(VERSION)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, since))
                .putShort((short) 0);
        var count = 0;
        for (var standing : given) {
            if (count == MOST || bytes.remaining() < Long.BYTES + LONGEST_VARINT + Integer.BYTES) {
                break;
            }
            writeVarint(bytes.putLong(standing.conversation()), standing.seq());
            count++;
        }
        bytes.putShort(FIXED - Short.BYTES, (short) count);
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        var written = Arrays.copyOf(bytes.array(), bytes.position());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
    }

    /** Empty when it is none of ours. */
    static Optional<SocketCursor> read(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length > LONGEST || bytes.length < FIXED + Integer.BYTES
                    ? Optional.empty()
                    : read(ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException garbage) {
            return Optional.empty();
        }
    }

    private static Optional<SocketCursor> read(ByteBuffer bytes) {
        var end = bytes.limit() - Integer.BYTES;
        if (bytes.getInt(end) != checksum(bytes.array(), end) || bytes.get() != VERSION) {
            return Optional.empty();
        }
        var micros = bytes.getLong();
        var count = Short.toUnsignedInt(bytes.getShort());
        if (micros < 0 || micros > LAST || count > MOST) {
            return Optional.empty();
        }
        var given = new ArrayList<Standing>(count);
        for (int i = 0; i < count; i++) {
            given.add(new Standing(bytes.getLong(), readVarint(bytes)));
        }
        return bytes.position() == end && given.stream().allMatch(standing -> standing.seq() >= 0)
                ? Optional.of(new SocketCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), given))
                : Optional.empty();
    }

    private static void writeVarint(ByteBuffer bytes, long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long readVarint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            var next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
