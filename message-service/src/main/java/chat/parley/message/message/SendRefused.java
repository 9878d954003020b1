package chat.parley.message.message;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** A {@link Refusal}, to somebody who asked over HTTP. */
public final class SendRefused extends Failure {

    private final Refusal refusal;

    SendRefused(Refusal refusal, Family family, String sentence) {
        super(family, refusal.code(), sentence);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
