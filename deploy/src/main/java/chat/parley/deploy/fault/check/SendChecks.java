package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.check.SentMessages.Answer;
import chat.parley.deploy.fault.check.SentMessages.Story;
import chat.parley.deploy.fault.check.StoredMessages.Sent;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Message;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What was sent and answered, against the database. */
final class SendChecks {

    private final Observations observed;
    private final StoredMessages stored;
    private final SentMessages sent;
    private final Findings findings;

    private SendChecks(Observations observed, StoredMessages stored, SentMessages sent, Findings findings) {
        this.observed = observed;
        this.stored = stored;
        this.sent = sent;
        this.findings = findings;
    }

    static void look(Observations observed, StoredMessages stored, Findings findings) {
        var checks = new SendChecks(observed, stored, SentMessages.of(observed.clients()), findings);
        checks.sent.stories().forEach(checks::answers);
        checks.stored.bySent().forEach(checks::origin);
        observed.stored().forEach(checks::density);
        observed.clients().forEach(checks::sendOrder);
    }

    private void answers(Sent key, Story story) {
        var messages = stored.sent(key.sender(), key.clientId());
        if (story.acknowledged() && messages.isEmpty()) {
            findings.add(Check.ACKNOWLEDGED_IS_STORED, "%s is acknowledged and not stored", story.answers);
        } else if (story.acknowledged() && messages.size() == 1 && !story.answers.equals(Set.of(answer(messages)))) {
            findings.add(Check.EQUAL_ANSWERS_TO_REPEATS, "%s was answered %s", messages, story.answers);
        }
        if (!story.isSettled()) {
            findings.add(Check.EVERY_SEND_SETTLES, "%s has no answer that settles it", key);
        }
    }

    private static Answer answer(List<Message> messages) {
        var message = messages.getFirst();
        return new Answer(message.conversation(), message.seq(), message.id());
    }

    private void origin(Sent key, List<Message> messages) {
        if (messages.size() > 1) {
            findings.add(Check.ONE_MESSAGE_PER_CLIENT_ID, "%s is stored as %s", key, messages);
        }
        var story = sent.stories().get(key);
        for (var message : messages) {
            if (story == null
                    || !story.conversation.equals(message.conversation())
                    || !story.body.equals(message.body())) {
                findings.add(Check.STORED_WAS_SENT, "%s was not sent like this", message);
            } else if (story.isRefused()) {
                findings.add(Check.REFUSED_IS_ABSENT, "%s was refused", message);
            }
        }
    }

    private void density(UUID conversation, List<Message> messages) {
        var expected = 1L;
        for (var message : messages) {
            if (message.seq() != expected) {
                findings.add(Check.DENSE_SEQ, "%s has seq %d in place of %d", conversation, message.seq(), expected);
            }
            expected = message.seq() + 1;
        }
        var last = observed.lastSeqs().getOrDefault(conversation, 0L);
        if (last != expected - 1) {
            findings.add(Check.DENSE_SEQ, "%s gave out %d and has %d", conversation, last, expected - 1);
        }
    }

    /**
     * Holds for what one socket sent into one conversation. A send that was refused once may have its place from before
     * or from when it was sent again, a repeat of what was acknowledged before has its old place, and requests have none at all.
     */
    private void sendOrder(ClientLog client) {
        var lines = new SendLines();
        client.entries().forEach(lines::add);
        lines.sockets().forEach((line, clientIds) -> ascending(client, line, clientIds));
    }

    private void ascending(ClientLog client, SendLines.Line line, Set<UUID> clientIds) {
        Message before = null;
        for (var clientId : clientIds) {
            if (sent.stories().get(new Sent(client.user(), clientId)).cameSeveralWays()) {
                continue;
            }
            var message = stored.sent(client.user(), clientId).stream()
                    .filter(copy -> copy.conversation().equals(line.conversation()))
                    .findFirst()
                    .orElse(null);
            if (message == null) {
                continue;
            }
            if (before != null && message.seq() < before.seq()) {
                findings.add(
                        Check.SEND_ORDER_IS_KEPT,
                        "%s sent on its socket %d first %s, then %s",
                        client.device(),
                        line.socket(),
                        before,
                        message);
            }
            before = message;
        }
    }
}
