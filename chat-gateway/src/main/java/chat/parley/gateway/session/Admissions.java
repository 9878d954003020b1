package chat.parley.gateway.session;

import chat.parley.common.failure.Outage;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.gateway.dialect.Credentials;
import chat.parley.gateway.revocation.EndedSids;
import chat.parley.gateway.session.Admission.Admitted;
import chat.parley.gateway.session.Admission.Refused;
import chat.parley.gateway.session.Admission.Undecided;
import chat.parley.gateway.session.AuthService.RefreshToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Decides who may open a socket. Signatures, times and ended login sessions are checked here; whether a refresh token has been
 * used up only auth-service knows. While it does not answer, a valid access token is enough: chat goes on.
 */
@ApplicationScoped
class Admissions {

    private final Tokens tokens;
    private final AuthService authService;
    private final Tickets tickets;
    private final EndedSids ended;
    private final SocketConfig config;

    Admissions(
            Tokens tokens, @RestClient AuthService authService, Tickets tickets, EndedSids ended, SocketConfig config) {
        this.tokens = tokens;
        this.authService = authService;
        this.tickets = tickets;
        this.ended = ended;
        this.config = config;
    }

    Uni<Admission> admit(Credentials credentials, boolean withRefresh) {
        try {
            if (credentials.ticket() != null) {
                return withTicket(credentials.ticket());
            }
            return withRefresh ? withRefresh(credentials) : admitted(new Login(live(credentials), null), false);
        } catch (InvalidToken refused) {
            return Uni.createFrom().item(new Refused(refused.isExpired()));
        }
    }

    private Uni<Admission> withTicket(String ticket) {
        return tickets.redeem(ticket)
                .ifNoItem()
                .after(config.authDeadline())
                .fail()
                .<Admission>map(caller -> new Admitted(new Login(checked(caller), null), false))
                .onFailure()
                .recoverWithItem(Admissions::refusedOrUndecided);
    }

    private Caller live(Credentials credentials) {
        return checked(tokens.read(given(credentials.access()), TokenType.ACCESS));
    }

    private Uni<Admission> withRefresh(Credentials credentials) {
        var refresh = given(credentials.refresh());
        var owner = checked(tokens.read(refresh, TokenType.REFRESH));
        var access = liveAccess(given(credentials.access()), owner);
        return access.isPresent() ? ifLive(new Login(access.get(), refresh)) : renew(refresh, owner);
    }

    /** Empty when everything about the access token is right but the time. */
    private Optional<Caller> liveAccess(String access, Caller owner) {
        try {
            return Optional.of(sameUser(checked(tokens.read(access, TokenType.ACCESS)), owner));
        } catch (InvalidToken refused) {
            if (!refused.isExpired()) {
                throw refused;
            }
            sameUser(checked(tokens.readExpired(access, TokenType.ACCESS)), owner);
            return Optional.empty();
        }
    }

    private Uni<Admission> ifLive(Login login) {
        return authService
                .status(new RefreshToken(login.refresh()))
                .ifNoItem()
                .after(config.authDeadline())
                .fail()
                .<Admission>map(status -> status.live() ? new Admitted(login, false) : new Refused())
                .onFailure()
                .recoverWithItem(new Admitted(login, false));
    }

    private Uni<Admission> renew(String refresh, Caller owner) {
        return authService
                .refresh(new RefreshToken(refresh))
                .ifNoItem()
                .after(config.authDeadline())
                .fail()
                .<Admission>map(pair -> new Admitted(
                        new Login(
                                sameUser(checked(tokens.read(pair.access(), TokenType.ACCESS)), owner), pair.refresh()),
                        true))
                .onFailure()
                .recoverWithItem(Admissions::refusedOrUndecided);
    }

    private static Admission refusedOrUndecided(Throwable failure) {
        return switch (failure) {
            case InvalidToken refused -> new Refused(refused.isExpired());
            default -> isOutage(failure) ? new Undecided() : new Refused();
        };
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus() >= 500
                        || answered.getResponse().getStatus() == 429
                : failure instanceof ProcessingException || Outage.is(failure);
    }

    private Caller checked(Caller caller) {
        if (ended.contains(caller.sid())) {
            throw InvalidToken.malformed();
        }
        return caller;
    }

    private static Caller sameUser(Caller caller, Caller other) {
        if (!caller.userId().equals(other.userId())) {
            throw InvalidToken.malformed();
        }
        return caller;
    }

    private static String given(String token) {
        if (token == null || token.isBlank()) {
            throw InvalidToken.malformed();
        }
        return token.trim();
    }

    private static Uni<Admission> admitted(Login login, boolean renewed) {
        return Uni.createFrom().item(new Admitted(login, renewed));
    }
}
