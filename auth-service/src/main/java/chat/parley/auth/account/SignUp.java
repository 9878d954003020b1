package chat.parley.auth.account;

import chat.parley.auth.password.PasswordRule;
import chat.parley.auth.password.Passwords;
import chat.parley.auth.session.LoggedIn;
import chat.parley.auth.session.Login;
import chat.parley.auth.session.LoginSessions;
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

    /** How often another may take the free name first. */
    private static final int RACES = 5;

    private final Accounts accounts;
    private final FreeNames names;
    private final Passwords passwords;
    private final Avatars avatars;
    private final LoginSessions sessions;
    private final Outbox outbox;

    public SignUp(
            Accounts accounts,
            FreeNames names,
            Passwords passwords,
            Avatars avatars,
            LoginSessions sessions,
            Outbox outbox) {
        this.accounts = accounts;
        this.names = names;
        this.passwords = passwords;
        this.avatars = avatars;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    public Uni<LoggedIn> signUp(NewAccount given, Optional<UploadedFile> picture, Login login) {
        return refuseTaken(given)
                .chain(() -> accepted(picture))
                .chain(avatar -> passwords
                        .hash(given.password())
                        .chain(hash -> outbox.inTransaction(
                                transaction -> register(given, hash, avatar.orElse(null), login, transaction))));
    }

    /**
     * Like {@link #signUp}, for somebody who gave no username: the part of the address before the {@code @}, and a number
     * behind it when that is taken.
     */
    public Uni<LoggedIn> signUpByEmail(String email, String password, PasswordRule rule, Login login) {
        Email.check(email);
        return names.free(email)
                .map(name -> NewAccount.of(name, password, email, "", "", rule))
                .chain(given -> signUp(given, Optional.empty(), login))
                .onFailure(UsernameTaken.class)
                .retry()
                .atMost(RACES);
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

    private Uni<LoggedIn> register(
            NewAccount given, String hash, String avatar, Login login, SqlConnection transaction) {
        return accounts.add(given, hash, avatar, transaction)
                .call(account -> outbox.tell(AuthEvent.STREAM, account.registered(), transaction))
                .chain(account -> sessions.open(account, login, transaction).map(pair -> new LoggedIn(account, pair)));
    }
}
