package chat.parley.common.http;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import com.fasterxml.jackson.core.JsonLocation;

/** The body is no JSON object. */
public final class MalformedJson extends Failure {

    private final long offset;

    MalformedJson(JsonLocation at) {
        super(Family.INVALID, "malformed-json", "JSON parse error - " + place(at));
        this.offset = at == null ? 0 : Math.max(0, at.getByteOffset());
    }

    MalformedJson(String sentence) {
        super(Family.INVALID, "malformed-json", "JSON parse error - " + sentence);
        this.offset = 0;
    }

    /** How many bytes of the body were read before it went wrong. */
    public long offset() {
        return offset;
    }

    private static String place(JsonLocation at) {
        return at == null ? "malformed" : "line " + at.getLineNr() + " column " + at.getColumnNr();
    }
}
