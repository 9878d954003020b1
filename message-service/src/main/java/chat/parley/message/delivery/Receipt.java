package chat.parley.message.delivery;

import chat.parley.message.conversation.Conversation;
import chat.parley.message.message.Span;
import chat.parley.message.receipt.Advance;
import java.util.UUID;

/** Marks that have grown in a direct conversation. */
record Receipt(Advance advance, Conversation conversation) {

    UUID readerId() {
        return advance.member().userId();
    }

    /** Whose messages they are about. */
    UUID senderId() {
        return conversation.otherThan(readerId());
    }

    Span span() {
        return new Span(conversation.id(), readerId(), advance.from() + 1, advance.to());
    }
}
