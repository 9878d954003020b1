package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What reached one device over all its sockets, against the database. The answer to a send tells it as much as a delivery
 * would. Of a device that came late, what was before the first it got does not count.
 */
final class DeviceChecks {

    /** What the device knows of one conversation. */
    private static final class Known {
        final Set<Long> delivered = new HashSet<>();
        final Set<Long> toldByAnswer = new HashSet<>();
        final Set<Long> toldAsGap = new HashSet<>();
        final Set<Long> fetched = new HashSet<>();
        final Set<Long> wrong = new HashSet<>();
        long highest;

        long first() {
            return Stream.of(delivered, toldByAnswer, toldAsGap)
                    .flatMap(Set::stream)
                    .min(Comparator.naturalOrder())
                    .orElse(Long.MAX_VALUE);
        }

        boolean has(long seq) {
            return delivered.contains(seq)
                    || toldByAnswer.contains(seq)
                    || fetched.contains(seq)
                    || wrong.contains(seq);
        }
    }

    private final ClientLog client;
    private final Observations observed;
    private final StoredMessages stored;
    private final Findings findings;
    private final Map<UUID, Known> known = new HashMap<>();
    private final Set<Integer> resuming = new HashSet<>();

    private DeviceChecks(ClientLog client, Observations observed, StoredMessages stored, Findings findings) {
        this.client = client;
        this.observed = observed;
        this.stored = stored;
        this.findings = findings;
    }

    static void look(ClientLog client, Observations observed, StoredMessages stored, Findings findings) {
        var checks = new DeviceChecks(client, observed, stored, findings);
        client.entries().forEach(checks::add);
        checks.resuming.forEach(socket -> findings.add(
                Check.RESUMES_CATCH_UP, "%s resumed on its socket %d and never caught up", client.device(), socket));
        observed.members().forEach((conversation, members) -> {
            if (members.contains(client.user())) {
                checks.holes(conversation);
            }
        });
    }

    private void add(Entry entry) {
        switch (entry) {
            case Entry.Delivered delivered -> delivered(delivered.message());
            case Entry.Acked acked -> of(acked.conversation()).toldByAnswer.add(acked.seq());
            case Entry.GapTold gap -> {
                for (var seq = gap.from(); seq <= gap.to(); seq++) {
                    of(gap.conversation()).toldAsGap.add(seq);
                }
            }
            case Entry.Fetched fetched ->
                fetched.messages()
                        .forEach(message -> of(fetched.conversation()).fetched.add(message.seq()));
            case Entry.ResumeAsked asked -> resuming.add(asked.socket());
            case Entry.CaughtUp caughtUp -> resuming.remove(caughtUp.socket());
            case Entry.Closed closed -> resuming.remove(closed.socket());
            case Entry.Opened _, Entry.Invoked _, Entry.Refused _, Entry.Unanswered _ -> {}
        }
    }

    private Known of(UUID conversation) {
        return known.computeIfAbsent(conversation, _ -> new Known());
    }

    private void delivered(Message message) {
        if (!observed.members().getOrDefault(message.conversation(), Set.of()).contains(client.user())) {
            findings.add(Check.DELIVERED_TO_MEMBERS_ONLY, "%s got %s", client.device(), message);
            return;
        }
        if (!message.equals(stored.at(message.conversation(), message.seq()))) {
            findings.add(
                    Check.DELIVERED_IS_STORED,
                    "%s got %s, stored is %s",
                    client.device(),
                    message,
                    stored.at(message.conversation(), message.seq()));
            of(message.conversation()).wrong.add(message.seq());
            return;
        }
        var mine = of(message.conversation());
        if (!mine.delivered.add(message.seq())) {
            findings.add(Check.DELIVERED_ONCE, "%s got again %s", client.device(), message);
        } else if (message.seq() < mine.highest && !mine.toldAsGap.contains(message.seq())) {
            findings.add(Check.DELIVERED_IN_ORDER, "%s got after seq %d %s", client.device(), mine.highest, message);
        }
        mine.highest = Math.max(mine.highest, message.seq());
    }

    /** A hole before what was delivered is one that nobody told of; what is missing at the end has not come yet. */
    private void holes(UUID conversation) {
        var mine = of(conversation);
        for (var message : observed.stored().getOrDefault(conversation, List.of())) {
            if (mine.has(message.seq()) || client.isLate() && message.seq() < mine.first()) {
                continue;
            }
            if (mine.toldAsGap.contains(message.seq()) || message.seq() > mine.highest) {
                findings.add(Check.DEVICES_CONVERGE, "%s has not got %s", client.device(), message);
            } else {
                findings.add(Check.GAPS_ARE_TOLD, "%s was passed over with %s", client.device(), message);
            }
        }
    }
}
