package chat.parley.user.avatar;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks now and then for avatars that no profile has; replicas share the work by row locks. */
@ApplicationScoped
class AvatarSweep {

    private final AvatarService avatars;

    AvatarSweep(AvatarService avatars) {
        this.avatars = avatars;
    }

    @Scheduled(
            identity = "avatar-sweep",
            every = "${parley.avatars.sweep-every:5m}",
            delayed = "30s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return avatars.sweep().replaceWithVoid();
    }
}
