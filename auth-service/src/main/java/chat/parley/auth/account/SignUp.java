package chat.parley.auth.account;

import chat.parley.auth.password.Passwords;
import chat.parley.auth.session.Login;
import chat.parley.auth.session.LoginSessions;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.event.AuthEvent;
import chat.parley.common.http.UploadedFile;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes an account and logs its owner in: both or neither, and a picture is accepted before anything is written. */
@ApplicationScoped
public class SignUp {

    private final Accounts accounts;
    private final Passwords passwords;
    private final Avatars avatars;
    private final LoginSessions sessions;
    private final Outbox outbox;

    public SignUp(Accounts accounts, Passwords passwords, Avatars avatars, LoginSessions sessions, Outbox outbox) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.avatars = avatars;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    public Uni<TokenPair> signUp(NewAccount given, Optional<UploadedFile> picture, Login login) {
        return refuseTaken(given)
                .chain(() -> accepted(picture))
                .chain(avatar -> passwords
                        .hash(given.password())
                        .chain(hash -> outbox.inTransaction(
                                transaction -> register(given, hash, avatar.orElse(null), login, transaction))));
    }

    /** Before the work of hashing; the constraint decides between two at once. */
    private Uni<Void> refuseTaken(NewAccount given) {
        return accounts.byUsername(given.username())
                .onItem()
                .ifNotNull()
                .failWith(UsernameTaken::new)
                .replaceWithVoid();
    }

    private Uni<Optional<String>> accepted(Optional<UploadedFile> picture) {
        return picture.map(file -> avatars.accept(file).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<TokenPair> register(
            NewAccount given, String hash, String avatar, Login login, SqlConnection transaction) {
        return accounts.add(given, hash, avatar, transaction)
                .call(account -> outbox.tell(AuthEvent.STREAM, account.registered(), transaction))
                .chain(account -> sessions.open(account, login, transaction));
    }
}
