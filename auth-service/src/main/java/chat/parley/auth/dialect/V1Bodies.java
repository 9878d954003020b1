package chat.parley.auth.dialect;

import chat.parley.auth.account.Account;
import chat.parley.auth.session.LoggedIn;
import chat.parley.auth.session.LoginSession;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.SocketTicket;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of {@code v1}'s account calls. */
final class V1Bodies {

    private V1Bodies() {}

    @Schema(
            name = "V1Registration",
            requiredProperties = {"username", "password"},
            examples = "{\"username\":\"ada\",\"password\":\"correct horse\",\"email\":\"ada@example.org\"}")
    record Registration(String username, String password, String email, String first_name, String last_name) {}

    @Schema(
            name = "V1Credentials",
            description = "`username` or `email`",
            requiredProperties = "password",
            examples = "{\"username\":\"ada\",\"password\":\"correct horse\"}")
    record Credentials(String username, String email, String password) {}

    @Schema(name = "V1RefreshRequest", requiredProperties = "refresh_token")
    record RefreshRequest(@Schema(examples = Examples.TOKEN) String refresh_token) {}

    /** {@code T} of the dialect. */
    @Schema(name = "V1Tokens")
    @JsonNaming(SnakeCaseStrategy.class)
    record Tokens(
            @Schema(description = "Send it as `Authorization: Bearer`", examples = Examples.TOKEN)
            String accessToken,

            @Schema(description = "7 days; good once", examples = Examples.TOKEN)
            String refreshToken,

            @Schema(examples = "bearer") String tokenType,

            @Schema(description = "Seconds that the access token lives from its issue", examples = "900")
            long expiresIn,

            User user) {

        static Tokens of(LoggedIn in) {
            var pair = in.tokens();
            return new Tokens(
                    pair.access(), pair.refresh(), "bearer", pair.accessLife().toSeconds(), User.of(in.account()));
        }

        /** Without the tokens: records are easily logged. */
        @Override
        public String toString() {
            return "Tokens[" + user.id() + "]";
        }
    }

    /** What never changes of somebody; the rest is at {@code /api/v1/me}. */
    @Schema(name = "V1Account", description = "What never changes; the profile is at `/api/v1/me`")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record User(
            UUID id,
            @Schema(examples = "ada") String username,

            @Schema(nullable = true, examples = "ada@example.org")
            String email) {

        static User of(Account account) {
            return new User(account.userId(), account.username(), account.email());
        }
    }

    @Schema(name = "V1Sessions")
    record Sessions(
            List<Session> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "c2Vzc2lvbnMsMDFmMGEx")
            String next) {}

    /** A login of the caller's. */
    @Schema(name = "V1Session")
    @JsonNaming(SnakeCaseStrategy.class)
    record Session(
            UUID id,

            @Schema(
                    description = "What the client called itself when it logged in",
                    examples = "Parley/1.4 (Android 16)")
            String device,

            @Schema(description = "The API through which it logged in", examples = "v1")
            String dialect,

            Instant created,
            Instant lastSeen,

            @Schema(description = "Whether it is that of the access token")
            boolean current) {

        static Session of(LoginSession session, Caller caller) {
            return new Session(
                    session.sid(),
                    session.device(),
                    session.dialect(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.sid().equals(caller.sid()));
        }
    }

    @Schema(name = "V1SocketTicket")
    @JsonNaming(SnakeCaseStrategy.class)
    record Ticket(
            @Schema(examples = "Vh3rS0cY5mVJ0mB2b9p3gT0Dm2c1q7H4n8wXkz6eLrA")
            String ticket,

            @Schema(description = "Seconds", examples = "30")
            long expiresIn) {

        static Ticket of(String ticket) {
            return new Ticket(ticket, SocketTicket.LIFE.toSeconds());
        }

        /** Without the ticket. */
        @Override
        public String toString() {
            return "Ticket[" + expiresIn + "]";
        }
    }
}
