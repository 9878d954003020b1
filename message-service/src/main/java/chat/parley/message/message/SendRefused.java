package chat.parley.message.message;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** A {@link Refusal}, to somebody who asked over HTTP. */
public final class SendRefused extends Failure {

    SendRefused(Family family, String code, String sentence) {
        super(family, code, sentence);
    }
}
