package chat.parley.auth.session;

import chat.parley.auth.account.Account;
import chat.parley.auth.account.Accounts;
import chat.parley.auth.limit.LoginLimits;
import chat.parley.auth.password.Passwords;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Name and password for a pair of tokens. */
@ApplicationScoped
public class LogIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginLimits limits;
    private final LoginSessions sessions;
    private final Outbox outbox;

    public LogIn(Accounts accounts, Passwords passwords, LoginLimits limits, LoginSessions sessions, Outbox outbox) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /**
     * @throws InvalidCredentials after the same time, whether the name or the password is wrong
     * @throws chat.parley.common.failure.TooMany when this name or address has tried too often
     */
    public Uni<TokenPair> logIn(String username, String password, Login login) {
        return limits.attempt(username, login.address())
                .chain(() -> accounts.byUsername(username))
                .chain(account -> verified(account, password))
                .call(() -> limits.succeeded(username))
                .chain(account -> outbox.inTransaction(transaction -> sessions.open(account, login, transaction)));
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
