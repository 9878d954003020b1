package chat.parley.gateway.session;

import chat.parley.common.chat.Command;
import chat.parley.common.failure.Outage;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.TraceParent;
import chat.parley.gateway.command.MessageService;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.dialect.ClientFrame;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;

/**
 * Files that travel in frames. They are decoded and uploaded to message-service with the sender's own token, before the
 * command that names them; on virtual threads, a few at a time, since each takes much memory.
 */
@ApplicationScoped
class Media implements Executor {

    private static final Duration UPLOAD_DEADLINE = Duration.ofSeconds(25);
    private static final String ANY_TYPE = "application/octet-stream";

    private final MessageService messageService;
    private final Renewal renewal;
    private final Semaphore atOnce;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("media-", 0).factory());

    Media(@RestClient MessageService messageService, Renewal renewal, SocketConfig config) {
        this.messageService = messageService;
        this.renewal = renewal;
        this.atOnce = new Semaphore(config.mediaAtOnce());
    }

    /** Runs it on a thread that may block, when there is room for one more. */
    @Override
    public void execute(Runnable work) {
        threads.execute(() -> {
            atOnce.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                atOnce.release();
            }
        });
    }

    /** The command that sends the files, once they are uploaded. */
    Uni<Command> upload(Session session, ClientFrame.SendFiles send, Span span) {
        return Uni.createFrom()
                .<Command>item(
                        () -> Spans.within(span, () -> uploadAll(session, send)).from(TraceParent.of(span)))
                .runSubscriptionOn(this);
    }

    private Command.Send uploadAll(Session session, ClientFrame.SendFiles send) {
        var ids = new ArrayList<UUID>();
        for (var file : send.files()) {
            ids.add(uploadUnderLiveToken(session, file));
        }
        return new Command.Send(send.clientId(), send.body(), ids);
    }

    private UUID uploadUnderLiveToken(Session session, ClientFrame.File file) {
        var login = renewal.unlessExpired(session);
        try {
            return upload(login, file);
        } catch (WebApplicationException refused) {
            if (refused.getResponse().getStatus() != 401) {
                throw refused;
            }
            return upload(renewal.instead(session, login), file);
        }
    }

    private UUID upload(Login login, ClientFrame.File file) {
        var form = ClientMultipartForm.create()
                .binaryFileUpload("file", file.name(), Buffer.buffer(file.content()), ANY_TYPE);
        return messageService
                .upload("Bearer " + login.caller().token(), form)
                .await()
                .atMost(UPLOAD_DEADLINE)
                .id();
    }

    /** What the client is told when this went wrong. */
    Event refusal(Throwable cause) {
        return switch (cause) {
            case Renewal.TokensExpired expired -> new Event.Refused(null, "tokens-expired", expired.getMessage());
            case WebApplicationException refused ->
                refused(refused.getResponse().getStatus());
            case ProcessingException _ -> unavailable();
            default ->
                Outage.is(cause) ? unavailable() : new Event.Refused(null, "failed", "The file was not accepted.");
        };
    }

    private static Event refused(int status) {
        return switch (status) {
            case 413 -> new Event.Refused(null, "file-too-large", "The file is too large.");
            case 429, 502, 503, 504 -> unavailable();
            default -> new Event.Refused(null, "file-refused", "The file was not accepted.");
        };
    }

    private static Event unavailable() {
        return new Event.Refused(null, "unavailable", "The service is not available at the moment. Try again.");
    }
}
