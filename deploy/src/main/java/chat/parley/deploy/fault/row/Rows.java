package chat.parley.deploy.fault.row;

import chat.parley.deploy.CannotRun;
import java.util.List;

/** The table of docs/faults.md. */
public final class Rows {

    private static final List<Row> ALL = List.of(
            new KilledWriters(),
            new KilledGateways(),
            new KilledNeighbours(),
            new KilledRedis(),
            new EmptiedRedis(),
            new FrozenRedis(),
            new FullRedis(),
            new KilledPostgres(),
            new FrozenPostgres(),
            new FullDisk(),
            new StillReader(),
            new HalfOpen(),
            new CutOffGateway(),
            new SameSend(),
            new EndedSessions(),
            new RotatedKeys(),
            new PoisonedStreams(),
            new HostileFrames(),
            new SilentConnections(),
            new LoginFlood(),
            new RollingRestart(),
            new Stampede(),
            new DroppedRequests(),
            new RandomFaults());

    private Rows() {}

    public static List<Row> all() {
        return ALL;
    }

    public static Row of(int number) {
        return ALL.stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow(() -> CannotRun.because("There is no row %d; they go from 1 to %d.", number, ALL.size()));
    }
}
