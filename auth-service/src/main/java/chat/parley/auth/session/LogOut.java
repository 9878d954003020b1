package chat.parley.auth.session;

import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Ends the login session of a refresh token, with all that was opened under it. */
@ApplicationScoped
public class LogOut {

    private final Tokens reader;
    private final RefreshTokens tokens;
    private final LoginSessions sessions;
    private final Outbox outbox;
    private final Pool pool;

    public LogOut(Tokens reader, RefreshTokens tokens, LoginSessions sessions, Outbox outbox, Pool pool) {
        this.reader = reader;
        this.tokens = tokens;
        this.sessions = sessions;
        this.outbox = outbox;
        this.pool = pool;
    }

    /**
     * @throws NotYourToken when it is another's, or no refresh token
     * @throws InvalidRefreshToken when it is not live
     */
    public Uni<Void> logOut(Caller caller, String token) {
        return Uni.createFrom()
                .item(() -> read(token))
                .invoke(owner -> checkOwner(owner, caller))
                .call(() -> tokens.find(token, pool).invoke(LogOut::checkLive))
                .chain(owner ->
                        outbox.inTransaction(transaction -> sessions.end(owner.sid(), EndReason.LOGOUT, transaction)));
    }

    /**
     * For a client that has no access token at hand: to hold the refresh token is enough.
     *
     * @throws InvalidRefreshToken when it is not live
     */
    public Uni<Void> logOut(String token) {
        return Uni.createFrom()
                .item(() -> reader.read(token, TokenType.REFRESH))
                .onFailure(InvalidToken.class)
                .transform(_ -> new InvalidRefreshToken())
                .chain(owner -> logOut(owner, token));
    }

    private Caller read(String token) {
        try {
            return reader.read(token, TokenType.REFRESH);
        } catch (InvalidToken refused) {
            throw isAccessToken(token) ? new NotYourToken() : new InvalidRefreshToken();
        }
    }

    private boolean isAccessToken(String token) {
        try {
            reader.readExpired(token, TokenType.ACCESS);
            return true;
        } catch (InvalidToken neither) {
            return false;
        }
    }

    private static void checkOwner(Caller owner, Caller caller) {
        if (!owner.userId().equals(caller.userId())) {
            throw new NotYourToken();
        }
    }

    private static void checkLive(RefreshToken found) {
        if (found == null || !found.isLive(Instant.now())) {
            throw new InvalidRefreshToken();
        }
    }
}
