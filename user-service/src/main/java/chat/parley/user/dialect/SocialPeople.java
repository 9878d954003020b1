package chat.parley.user.dialect;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.social.SocialUser;
import chat.parley.user.profile.Profile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Profiles as {@code social} shows them: with who is online at the moment. */
@ApplicationScoped
class SocialPeople {

    private final OnlineUsers onlineUsers;
    private final PublicUrl url;

    SocialPeople(OnlineUsers onlineUsers, PublicUrl url) {
        this.onlineUsers = onlineUsers;
        this.url = url;
    }

    Uni<SocialUser> view(Profile profile) {
        return views(List.of(profile)).map(List::getFirst);
    }

    Uni<List<SocialUser>> views(List<Profile> profiles) {
        return onlineUsers
                .shownAmong(profiles.stream().map(Profile::userId).toList())
                .map(online -> profiles.stream()
                        .map(profile -> SocialUser.of(profile.person(), online.contains(profile.userId()), url))
                        .toList());
    }
}
