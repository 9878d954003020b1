package chat.parley.deploy.fault.check;

/** Compares what clients were promised with what there is. */
public final class Checker {

    private Checker() {}

    public static Findings check(Observations observed) {
        var findings = new Findings();
        check(observed, findings);
        return findings;
    }

    public static void check(Observations observed, Findings findings) {
        var stored = StoredMessages.of(observed);
        SendChecks.look(observed, stored, findings);
        HistoryChecks.look(observed, findings);
        for (var client : observed.clients()) {
            DeviceChecks.look(client, observed, stored, findings);
        }
        for (var level : observed.levels()) {
            look(level, findings);
        }
    }

    private static void look(Level level, Findings findings) {
        if (!level.isBack()) {
            findings.add(level.check(), "%s: %d before, %d after healing", level.of(), level.before(), level.after());
        }
    }
}
