package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import java.util.ArrayList;
import java.util.List;

/** Counts what clients wrote down, slice by slice. */
public final class TimeLine {

    public static final long SLICE_MILLIS = 500;

    private final long began;
    private final long[][] counts;

    private enum Kind {
        SENT,
        ACKNOWLEDGED,
        DELIVERED,
        ERROR
    }

    private TimeLine(long began, long ended) {
        this.began = began;
        this.counts = new long[(int) ((ended - began) / 1_000_000 / SLICE_MILLIS) + 1][Kind.values().length];
    }

    public static List<Moment> of(List<ClientLog> clients, long began, long ended) {
        var line = new TimeLine(began, ended);
        clients.forEach(client -> client.entries().forEach(line::add));
        return line.moments();
    }

    private void add(Entry entry) {
        switch (entry) {
            case Entry.Invoked _ -> count(entry, Kind.SENT);
            case Entry.Acked _ -> count(entry, Kind.ACKNOWLEDGED);
            case Entry.Delivered _ -> count(entry, Kind.DELIVERED);
            case Entry.Refused _, Entry.Unanswered _, Entry.Closed _ -> count(entry, Kind.ERROR);
            case Entry.Opened _, Entry.GapTold _, Entry.Fetched _, Entry.ResumeAsked _, Entry.CaughtUp _ -> {}
        }
    }

    private void count(Entry entry, Kind kind) {
        var slice = (entry.at() - began) / 1_000_000 / SLICE_MILLIS;
        if (entry.at() >= began && slice < counts.length) {
            counts[(int) slice][kind.ordinal()]++;
        }
    }

    private List<Moment> moments() {
        var moments = new ArrayList<Moment>();
        for (var slice = 0; slice < counts.length; slice++) {
            var of = counts[slice];
            moments.add(new Moment(slice * SLICE_MILLIS, of[0], of[1], of[2], of[3]));
        }
        return moments;
    }
}
