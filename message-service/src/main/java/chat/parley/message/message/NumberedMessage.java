package chat.parley.message.message;

import java.util.UUID;

/** A message as its sender names it: by its number. */
record NumberedMessage(UUID senderId, long number) {

    static NumberedMessage of(Message message) {
        return new NumberedMessage(message.senderId(), message.number());
    }
}
