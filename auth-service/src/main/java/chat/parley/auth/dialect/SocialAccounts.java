package chat.parley.auth.dialect;

import chat.parley.auth.account.NewAccount;
import chat.parley.auth.account.SignUp;
import chat.parley.auth.password.PasswordRule;
import chat.parley.auth.session.InvalidRefreshToken;
import chat.parley.auth.session.LogIn;
import chat.parley.auth.session.LogOut;
import chat.parley.auth.session.LoggedIn;
import chat.parley.auth.session.Login;
import chat.parley.auth.session.LoginName;
import chat.parley.auth.session.Refresh;
import chat.parley.common.failure.Failure;
import chat.parley.common.identity.Dialect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** {@code social}'s account calls, which are reached under two spellings each. */
@ApplicationScoped
class SocialAccounts {

    private final SignUp signUp;
    private final LogIn logIn;
    private final LogOut logOut;
    private final Refresh refresh;
    private final SocialUsers users;

    SocialAccounts(SignUp signUp, LogIn logIn, LogOut logOut, Refresh refresh, SocialUsers users) {
        this.signUp = signUp;
        this.logIn = logIn;
        this.logOut = logOut;
        this.refresh = refresh;
        this.users = users;
    }

    Uni<SocialBodies.Registered> register(byte[] body, Login login) {
        var given = SocialBody.of(body).require("email", "password").matching("password", "password2");
        return Uni.createFrom()
                .deferred(() -> signUp(given, login))
                .onFailure(Failure.class)
                .transform(failure -> SocialInvalid.of(failure))
                .chain(users::of)
                .map(user -> new SocialBodies.Registered("User registered successfully", user));
    }

    Uni<SocialBodies.LoggedIn> login(byte[] body, Login login) {
        var given = SocialBody.of(body);
        var name = given.given("username")
                .<LoginName>map(LoginName.OfUser::new)
                .or(() -> given.given("email").map(LoginName.OfMailbox::new));
        given.require(name.isPresent() ? "password" : "email", "password");
        return logIn.logIn(name.orElseThrow(), given.text("password"), login)
                .chain(in -> users.of(in).map(user -> SocialBodies.LoggedIn.of(in.tokens(), user)));
    }

    Uni<SocialBodies.Pair> refresh(byte[] body) {
        var token = SocialBody.of(body).require("refresh").text("refresh");
        return refresh.refresh(token, Dialect.SOCIAL).map(SocialBodies.Pair::of);
    }

    Uni<SocialBodies.Said> logout(byte[] body) {
        var token = SocialBody.of(body).require("refresh_token").text("refresh_token");
        return logOut.logOut(token)
                .onFailure(InvalidRefreshToken.class)
                .recoverWithNull()
                .replaceWith(new SocialBodies.Said("Successfully logged out"));
    }

    private Uni<LoggedIn> signUp(SocialBody given, Login login) {
        var username = given.given("username");
        return username.isPresent()
                ? signUp.signUp(account(username.get(), given), Optional.empty(), login)
                : signUp.signUpByEmail(given.text("email"), given.text("password"), PasswordRule.UNCOMMON, login);
    }

    private static NewAccount account(String username, SocialBody given) {
        return NewAccount.of(username, given.text("password"), given.text("email"), "", "", PasswordRule.UNCOMMON);
    }
}
