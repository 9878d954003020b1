package chat.parley.auth.session;

import chat.parley.auth.account.Account;
import chat.parley.auth.account.Accounts;
import chat.parley.auth.limit.LoginBulkhead;
import chat.parley.auth.limit.LoginLimits;
import chat.parley.auth.password.Passwords;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Name and password for a pair of tokens. */
@ApplicationScoped
public class LogIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginBulkhead bulkhead;
    private final LoginLimits limits;
    private final LoginSessions sessions;
    private final Outbox outbox;

    public LogIn(
            Accounts accounts,
            Passwords passwords,
            LoginBulkhead bulkhead,
            LoginLimits limits,
            LoginSessions sessions,
            Outbox outbox) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.bulkhead = bulkhead;
        this.limits = limits;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /**
     * @throws InvalidCredentials after the same time, whether the name or the password is wrong
     * @throws chat.parley.common.failure.TooMany when this name or address has tried too often, or too many log in at once
     */
    public Uni<LoggedIn> logIn(LoginName name, String password, Login login) {
        return bulkhead.enter(login.address(), () -> counted(name, password, login));
    }

    private Uni<LoggedIn> counted(LoginName name, String password, Login login) {
        return limits.attempt(name.value(), login.address())
                .chain(() -> find(name))
                .chain(account -> verified(account, password))
                .call(() -> limits.succeeded(name.value()))
                .chain(account -> outbox.inTransaction(transaction -> sessions.open(account, login, transaction))
                        .map(pair -> new LoggedIn(account, pair)));
    }

    private Uni<Account> find(LoginName name) {
        return switch (name) {
            case LoginName.OfUser(var username) -> accounts.byUsername(username);
            case LoginName.OfMailbox(var email) -> accounts.byEmail(email);
        };
    }

    private Uni<Account> verified(Account account, String password) {
        return passwords
                .verify(password, account == null ? null : account.passwordHash())
                .map(right -> {
                    if (right) {
                        return account;
                    }
                    throw new InvalidCredentials();
                });
    }
}
