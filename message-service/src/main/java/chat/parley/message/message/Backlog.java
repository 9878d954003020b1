package chat.parley.message.message;

import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What was written to a user's conversations since a point in time, page by page: the room first, then the direct conversations
 * by their ids. A page costs what is in it, however much was written in all.
 *
 * <p>A message has its time before it is committed, so time alone does not tell whether it could be seen. The horizon does: no
 * message older than that will be committed any more. It lies before the oldest transaction that is writing, and an overlap
 * before that, for clocks that do not agree.
 */
@ApplicationScoped
public class Backlog {

    private static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;
    private final Messages messages;
    private final PostedMessages postedMessages;
    private final BacklogConfig config;
    private final Clock clock;

    public Backlog(Pool pool, Messages messages, PostedMessages postedMessages, BacklogConfig config, Clock clock) {
        this.pool = pool;
        this.messages = messages;
        this.postedMessages = postedMessages;
        this.config = config;
        this.clock = clock;
    }

    public Uni<BacklogPage> page(UUID user, Resume resume) {
        return horizon(resume)
                .chain(horizon -> resume.since() == null ? standings(user, horizon) : page(user, resume, horizon));
    }

    /** Taken before anything is read; the other way round a message could be committed in between, with a time before it. */
    private Uni<Instant> horizon(Resume resume) {
        if (resume.horizon() != null) {
            return Uni.createFrom().item(resume.horizon());
        }
        var now = clock.instant();
        return pool.preparedQuery("""
                        SELECT min(xact_start) AS oldest FROM pg_stat_activity
                        WHERE datname = current_database() AND backend_xid IS NOT NULL""")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("oldest"))
                .map(oldest -> oldest == null || oldest.toInstant().isAfter(now) ? now : oldest.toInstant())
                .map(begun -> begun.minus(config.overlap()).truncatedTo(ChronoUnit.MICROS));
    }

    private Uni<BacklogPage> standings(UUID user, Instant horizon) {
        return conversations(user, horizon, null, config.standings())
                .map(found -> BacklogPlan.ofStandings(found, horizon).page(List.of()));
    }

    private Uni<BacklogPage> page(UUID user, Resume resume, Instant horizon) {
        return conversations(user, resume.since(), resume.after(), config.page())
                .map(found -> BacklogPlan.of(found, resume, horizon, config))
                .chain(plan -> read(user, plan));
    }

    private Uni<BacklogPage> read(UUID user, BacklogPlan plan) {
        var spans = plan.spans(user);
        return spans.isEmpty()
                ? Uni.createFrom().item(plan.page(List.of()))
                : messages.within(spans)
                        .map(found -> plan.upTo(found, config.pageBytes().asLongValue()))
                        .chain(this::posted);
    }

    private Uni<BacklogPage> posted(BacklogPlan.Filled filled) {
        return postedMessages
                .of(filled.messages(), filled.plan().conversations())
                .map(filled.plan()::page);
    }

    /** Those in which something was written since. The room comes first, and no more once the direct ones have begun. */
    private Uni<List<BacklogPart>> conversations(UUID user, Instant since, Place after, int limit) {
        var isBeforeDirect = after == null || after.conversationId().equals(ConversationId.LOBBY);
        return pool.preparedQuery("""
                        SELECT active.*,
                               (SELECT m.seq FROM message m WHERE m.conversation_id = active.id AND m.id >= $4
                                ORDER BY m.id LIMIT 1) AS first_seq
                        FROM (
                            (SELECT c.id, c.kind, c.user_low, c.user_high, c.last_seq, c.last_message_at
                             FROM conversation c WHERE $6 AND c.id = $7 AND c.last_message_at >= $3)
                            UNION ALL
                            (SELECT c.id, c.kind, c.user_low, c.user_high, c.last_seq, c.last_message_at
                             FROM member JOIN conversation c ON c.id = member.conversation_id
                             WHERE member.user_id = $1 AND member.conversation_id >= $2
                             AND c.kind = 'DIRECT' AND c.last_message_at >= $3
                             ORDER BY member.conversation_id LIMIT $5)) AS active
                        ORDER BY active.kind = 'DIRECT', active.id""")
                .execute(Tuple.from(new Object[] {
                    user,
                    isBeforeDirect ? FIRST : after.conversationId(),
                    since.atOffset(ZoneOffset.UTC),
                    MessageId.firstAt(since),
                    limit,
                    isBeforeDirect,
                    ConversationId.LOBBY
                }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(BacklogPart::of)
                        .toList());
    }
}
