package chat.parley.auth.internal;

import chat.parley.auth.account.Account;
import chat.parley.auth.account.Accounts;
import chat.parley.auth.session.EndedSession;
import chat.parley.auth.session.LoginSessions;
import chat.parley.auth.session.Refresh;
import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Fields;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the other services ask. Not reachable from outside: no gateway routes {@code /internal}. */
@Path("/internal")
@Tag(name = "internal")
public class InternalResource {

    private static final int MOST_SESSIONS = 10_000;

    private final Accounts accounts;
    private final LoginSessions sessions;
    private final Refresh refresh;

    public InternalResource(Accounts accounts, LoginSessions sessions, Refresh refresh) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.refresh = refresh;
    }

    @GET
    @Path("/accounts/{userId}")
    @Authenticated
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "An account by its id, for a service that has not heard of it yet")
    public Uni<AccountView> account(@RestPath UUID userId) {
        return accounts.byId(userId)
                .onItem()
                .ifNull()
                .failWith(NotFoundException::new)
                .map(AccountView::of);
    }

    @GET
    @Path("/accounts/by-number/{number}")
    @Authenticated
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "An account by its number, for a service that has not heard of it yet")
    public Uni<AccountView> account(@RestPath long number) {
        return accounts.byNumber(number)
                .onItem()
                .ifNull()
                .failWith(NotFoundException::new)
                .map(AccountView::of);
    }

    @POST
    @Path("/refresh-tokens/status")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whether a refresh token could be used now; asking does not use it")
    public Uni<RefreshTokenStatus> status(byte[] body) {
        return refresh.isLive(Fields.ofJson(body).text("refresh").orElse("")).map(RefreshTokenStatus::new);
    }

    @GET
    @Path("/ended-sessions")
    @PermitAll
    @Operation(summary = "Login sessions that ended since a moment, for a gateway that may have missed it")
    public Uni<EndedSessions> ended(@RestQuery String since) {
        return sessions.endedSince(instant(since), MOST_SESSIONS).map(EndedSessions::new);
    }

    private static Instant instant(String since) {
        try {
            return Instant.parse(String.valueOf(since));
        } catch (DateTimeParseException malformed) {
            throw new Invalid("invalid-query", "since must be a time in ISO 8601.");
        }
    }

    public record RefreshTokenStatus(boolean live) {}

    public record EndedSessions(List<EndedSession> sessions) {}

    public record AccountView(
            UUID userId,
            long number,
            String username,
            @Schema(nullable = true) String email,
            String firstName,
            String lastName,
            @Schema(nullable = true) String avatar,
            Instant createdAt) {

        static AccountView of(Account account) {
            return new AccountView(
                    account.userId(),
                    account.number(),
                    account.username(),
                    account.email(),
                    account.firstName(),
                    account.lastName(),
                    account.avatar(),
                    account.createdAt());
        }
    }
}
