package chat.parley.user.profile;

import chat.parley.common.event.UserEvent;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.InvalidCursor;
import chat.parley.common.paging.Listing;
import chat.parley.common.paging.PageNumber;
import chat.parley.user.avatar.AvatarName;
import chat.parley.user.avatar.AvatarService;
import chat.parley.user.avatar.Avatars;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Profiles come from registrations, and when one is asked for earlier than that, from auth-service. */
@ApplicationScoped
public class ProfileService {

    private static final String LIST = "users";

    private final Profiles profiles;
    private final Accounts accounts;
    private final Avatars avatars;
    private final AvatarService avatarService;
    private final Outbox outbox;

    ProfileService(Profiles profiles, Accounts accounts, Avatars avatars, AvatarService avatarService, Outbox outbox) {
        this.profiles = profiles;
        this.accounts = accounts;
        this.avatars = avatars;
        this.avatarService = avatarService;
        this.outbox = outbox;
    }

    /** The caller's own; fails with {@link InvalidToken} when the account is no more. */
    public Uni<Profile> of(Caller caller) {
        return find(caller.userId(), caller, InvalidToken::malformed);
    }

    /** Anybody's; fails with {@link UserNotFound}. */
    public Uni<Profile> of(UUID userId, Caller asking) {
        return find(userId, asking, UserNotFound::new);
    }

    /** Anybody's, by the integer id of {@code social}; fails with {@link UserNotFound}. */
    public Uni<Profile> of(long number, Caller asking) {
        return orElse(profiles.find(number), () -> accounts.find(number, asking), UserNotFound::new);
    }

    /** The first so many who signed up, in that order. */
    public Uni<List<Profile>> first(int limit) {
        return profiles.first(limit);
    }

    /** The profile as it is after the change. */
    public Uni<Profile> change(Caller caller, ProfilePatch patch) {
        return of(caller)
                .chain(() -> outbox.inTransaction(transaction -> profiles.lock(caller.userId(), transaction)
                        .chain(before -> change(before, before.changed(patch), transaction))))
                .call(change ->
                        change.replacedAvatar().map(avatarService::discard).orElse(nothing()))
                .map(Change::after);
    }

    /** One page of those whose username has this in it. */
    public Uni<Found> search(String part, PageNumber page) {
        return profiles.count(part)
                .chain(count -> count <= page.offset()
                        ? Uni.createFrom().item(new Found(count, List.of()))
                        : profiles.search(part, page.size(), page.offset()).map(found -> new Found(count, found)));
    }

    /**
     * Those whose username has this in it, ordered by username.
     *
     * @param cursor where to go on, null for the beginning
     */
    public Uni<Listing<Profile>> search(String part, int limit, String cursor) {
        return lastShown(cursor)
                .chain(username -> profiles.searchAfter(part, username, limit + 1))
                .map(found -> Listing.of(found, limit, profile -> Cursor.of(LIST, profile.userId())));
    }

    /** A username never changes, so whoever stood last still stands there. */
    private Uni<String> lastShown(String cursor) {
        return cursor == null
                ? Uni.createFrom().item("")
                : profiles.find(Cursor.read(cursor, LIST, 1).uuid(0))
                        .onItem()
                        .ifNull()
                        .failWith(InvalidCursor::new)
                        .map(Profile::username);
    }

    /** The account's profile: made, and told of, unless it is there. */
    Uni<Profile> register(Account account, SqlConnection transaction) {
        var profile = Profile.of(account);
        return profiles.add(profile, transaction)
                .chain(isNew -> isNew
                        ? AvatarName.ofPath(account.avatar())
                                .map(avatar -> withAvatar(profile, avatar, transaction))
                                .orElse(Uni.createFrom().item(profile))
                                .call(made -> tell(made, transaction))
                        : present(account, transaction));
    }

    private Uni<Profile> present(Account account, SqlConnection transaction) {
        return profiles.find(account.userId(), transaction)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException(
                        "the name or the number of account " + account.userId() + " is that of another one's profile"));
    }

    private Uni<Profile> find(UUID userId, Caller asking, Supplier<Throwable> unknown) {
        return orElse(profiles.find(userId), () -> accounts.find(userId, asking), unknown);
    }

    private Uni<Profile> orElse(Uni<Profile> ours, Supplier<Uni<Account>> theirs, Supplier<Throwable> unknown) {
        return ours.onItem()
                .ifNull()
                .switchTo(() -> theirs.get().onItem().ifNull().failWith(unknown).chain(this::keep));
    }

    private Uni<Profile> keep(Account account) {
        return outbox.inTransaction(transaction -> register(account, transaction));
    }

    private Uni<Profile> withAvatar(Profile profile, AvatarName avatar, SqlConnection transaction) {
        var whole = profile.withAvatar(avatar.path());
        return avatars.take(avatar, profile.userId(), transaction)
                .chain(taken -> taken
                        ? profiles.update(whole, transaction).replaceWith(whole)
                        : Uni.createFrom().item(profile));
    }

    private Uni<Change> change(Profile before, Profile after, SqlConnection transaction) {
        var change = new Change(before, after);
        return change.isNone()
                ? Uni.createFrom().item(change)
                : swapAvatars(change, transaction)
                        .chain(() -> profiles.update(after, transaction))
                        .chain(() -> tell(after, transaction))
                        .replaceWith(change);
    }

    private Uni<Void> swapAvatars(Change change, SqlConnection transaction) {
        return change.newAvatar()
                .map(name ->
                        avatars.take(name, change.after().userId(), transaction).replaceWithVoid())
                .orElse(nothing())
                .chain(() -> change.replacedAvatar()
                        .map(name -> avatars.release(name, transaction))
                        .orElse(nothing()));
    }

    private Uni<Void> tell(Profile profile, SqlConnection transaction) {
        return outbox.tell(UserEvent.STREAM, profile.event(), transaction);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** @param count how many there are on all pages */
    public record Found(long count, List<Profile> profiles) {}

    private record Change(Profile before, Profile after) {

        boolean isNone() {
            return after.equals(before);
        }

        Optional<AvatarName> newAvatar() {
            return isAvatarChanged() ? AvatarName.ofPath(after.avatar()) : Optional.empty();
        }

        Optional<AvatarName> replacedAvatar() {
            return isAvatarChanged() ? AvatarName.ofPath(before.avatar()) : Optional.empty();
        }

        private boolean isAvatarChanged() {
            return !Objects.equals(before.avatar(), after.avatar());
        }
    }
}
