package chat.parley.friendship.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.common.v1.V1Friendship;
import chat.parley.common.v1.V1Person;
import chat.parley.friendship.block.BlockedPerson;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code v1} sends and gets about friendships and blocks. */
final class V1Bodies {

    private V1Bodies() {}

    @Schema(name = "V1NewFriendship", requiredProperties = "user")
    record New(
            @Schema(description = "Whom I ask", examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
            UUID user) {}

    @Schema(name = "V1FriendshipAnswer", requiredProperties = "status")
    record Answer(
            @Schema(
                    enumeration = {"accepted", "rejected", "pending"},
                    description = "What I say of it now",
                    examples = "accepted")
            String status) {}

    /** For the document. */
    @Schema(name = "V1Friendships")
    record Friendships(
            List<V1Friendship> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "ZnJpZW5kc2hpcHMsNDE")
            String next) {}

    /** For the document. */
    @Schema(name = "V1Blocks")
    record Blocks(
            List<Block> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "YmxvY2tzLDQx")
            String next) {}

    @Schema(name = "V1Block")
    @JsonNaming(SnakeCaseStrategy.class)
    record Block(
            V1Person user,

            @Schema(examples = "2026-11-20T23:51:18.450850Z")
            Instant createdAt) {

        static Block of(BlockedPerson shown, PublicUrl url) {
            return new Block(V1Person.of(shown.person(), url), shown.block().since());
        }
    }
}
