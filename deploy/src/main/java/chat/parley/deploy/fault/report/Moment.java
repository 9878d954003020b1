package chat.parley.deploy.fault.report;

/** What happened in one slice of a run's time line. */
public record Moment(long atMillis, long sent, long acknowledged, long delivered, long errors) {}
