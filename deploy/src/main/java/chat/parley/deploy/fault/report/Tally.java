package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How much has gone through.
 *
 * @param sent sends that went out, repeats among them
 * @param acknowledged different messages that were acknowledged, however often each was
 * @param delivered messages that were given to devices, each as often as there were devices
 */
public record Tally(long sent, long acknowledged, long delivered) {

    /** What makes a message one: a sender never uses a client id for another. */
    private record Sent(UUID sender, UUID clientId) {}

    public static Tally of(List<ClientLog> clients) {
        long sent = 0;
        long delivered = 0;
        Set<Sent> acknowledged = new HashSet<>();
        for (var client : clients) {
            for (var entry : client.entries()) {
                switch (entry) {
                    case Entry.Invoked _ -> sent++;
                    case Entry.Acked acked -> acknowledged.add(new Sent(client.user(), acked.clientId()));
                    case Entry.Delivered _ -> delivered++;
                    case Entry.Opened _,
                            Entry.Closed _,
                            Entry.Refused _,
                            Entry.Unanswered _,
                            Entry.GapTold _,
                            Entry.Fetched _,
                            Entry.ResumeAsked _,
                            Entry.CaughtUp _ -> {}
                }
            }
        }
        return new Tally(sent, acknowledged.size(), delivered);
    }
}
