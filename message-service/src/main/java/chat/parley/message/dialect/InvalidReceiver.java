package chat.parley.message.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** Nobody has this id. The sentence is spelt as the published document spells it. */
final class InvalidReceiver extends Failure {

    static final String SENTENCE = "Invalid receipient";

    InvalidReceiver() {
        super(Family.NOT_FOUND, "unknown-user", SENTENCE);
    }
}
