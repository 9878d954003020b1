package chat.parley.auth.session;

import chat.parley.auth.account.Accounts;
import chat.parley.auth.token.Grant;
import chat.parley.auth.token.TokenConfig;
import chat.parley.auth.token.TokenMint;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Rotation of refresh tokens (RFC 9700, section 4.14): each is good once. A repeat within the grace gets the same child,
 * because its first answer may have been lost on the way; after that it ends the login session.
 */
@ApplicationScoped
public class Refresh {

    private final Tokens reader;
    private final TokenMint mint;
    private final RefreshTokens tokens;
    private final LoginSessions sessions;
    private final Accounts accounts;
    private final TokenConfig config;
    private final Outbox outbox;
    private final Pool pool;

    public Refresh(
            Tokens reader,
            TokenMint mint,
            RefreshTokens tokens,
            LoginSessions sessions,
            Accounts accounts,
            TokenConfig config,
            Outbox outbox,
            Pool pool) {
        this.reader = reader;
        this.mint = mint;
        this.tokens = tokens;
        this.sessions = sessions;
        this.accounts = accounts;
        this.config = config;
        this.outbox = outbox;
        this.pool = pool;
    }

    /** @throws InvalidRefreshToken when there is nothing to be had for it */
    public Uni<TokenPair> refresh(String token, Dialect dialect) {
        return read(token)
                .map(owner -> child(owner, dialect))
                .chain(child -> outbox.inTransaction(transaction -> exchange(token, child, transaction)))
                .map(pair -> pair.orElseThrow(InvalidRefreshToken::new));
    }

    /** Like {@link #refresh}, with the account that the pair is of. */
    public Uni<LoggedIn> refreshed(String token, Dialect dialect) {
        return refresh(token, dialect)
                .chain(pair -> read(token)
                        .chain(owner -> accounts.byId(owner.userId()))
                        .map(account -> new LoggedIn(account, pair)));
    }

    /** Whether the token could be exchanged now. */
    public Uni<Boolean> isLive(String token) {
        return read(token)
                .chain(() -> tokens.find(token, pool))
                .map(found -> found != null && found.isLive(Instant.now()))
                .onFailure(InvalidRefreshToken.class)
                .recoverWithItem(false);
    }

    private Uni<Caller> read(String token) {
        return Uni.createFrom()
                .item(() -> reader.read(token, TokenType.REFRESH))
                .onFailure(InvalidToken.class)
                .transform(_ -> new InvalidRefreshToken());
    }

    private Grant child(Caller owner, Dialect dialect) {
        return Grant.of(owner.userId(), owner.number(), owner.username(), owner.sid(), dialect, mint.signingKeyId());
    }

    private Uni<Optional<TokenPair>> exchange(String token, Grant child, SqlConnection transaction) {
        return tokens.spend(token, child, transaction)
                .chain(won -> won ? keep(child, transaction) : repeat(token, transaction));
    }

    private Uni<Optional<TokenPair>> keep(Grant child, SqlConnection transaction) {
        var pair = mint.mint(child);
        return tokens.add(child.sid(), pair, transaction)
                .chain(() -> sessions.extend(child.sid(), pair.refreshExpiresAt(), transaction))
                .replaceWith(Optional.of(pair));
    }

    private Uni<Optional<TokenPair>> repeat(String token, SqlConnection transaction) {
        return tokens.find(token, transaction).chain(found -> repeat(found, transaction));
    }

    /** Nothing is thrown here: the end of a session must be committed, though its caller is refused. */
    private Uni<Optional<TokenPair>> repeat(RefreshToken found, SqlConnection transaction) {
        var now = Instant.now();
        if (found != null && found.isRepeat(now, config.reuseGrace())) {
            return Uni.createFrom().item(Optional.of(mint.mint(found.child())));
        }
        return found != null && found.isReuse(now, config.reuseGrace())
                ? sessions.end(found.sid(), EndReason.REUSE, transaction).replaceWith(Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }
}
