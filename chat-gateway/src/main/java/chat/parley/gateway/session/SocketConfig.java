package chat.parley.gateway.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one socket, one user and one address may take of a node. */
@ConfigMapping(prefix = "parley.socket")
public interface SocketConfig {

    /** The pages that may open a socket, by their {@code Origin}; any when it is not set. */
    Optional<List<String>> origins();

    /**
     * From the request to the answer, all questions to auth-service included. The request itself may take as long to come:
     * after twice the time without an answer the connection ends.
     */
    @WithDefault("10s")
    Duration handshakeDeadline();

    /** How long auth-service may take to answer one question. */
    @WithDefault("2s")
    Duration authDeadline();

    @WithDefault("15s")
    Duration pingEvery();

    /**
     * A socket from which nothing was heard for so long is cut; two pings have gone unanswered then. So is one that has taken nothing of
     * what waits for it for so long, though it answers pings.
     */
    @WithDefault("32s")
    Duration silence();

    /** What a socket may send in the long run. */
    @WithDefault("1000")
    @Positive
    int framesPerSecond();

    /** What it may send at once after a pause. */
    @WithDefault("2000")
    @Positive
    int frameBurst();

    @WithDefault("1000")
    @Positive
    int perUser();

    /** High, because all users behind one address translation share it. */
    @WithDefault("20000")
    @Positive
    int perAddress();

    /** Frames read and not yet answered for; at this many a socket is not read any more until half of them are done. */
    @WithDefault("256")
    @Positive
    int inboundFrames();

    /** The same in bytes. */
    @WithDefault("16M")
    MemorySize inboundBytes();

    /** What may wait for a slow reader, in our memory, before it is cut. */
    @WithDefault("1M")
    MemorySize outboundBytes();

    /** The largest frame of a dialect in which media travels. */
    @WithDefault("8M")
    MemorySize mediaFrame();

    /** The largest frame of the other dialects. */
    @WithDefault("64K")
    MemorySize frame();

    /** Files that may come with one message. */
    @WithDefault("10")
    @Positive
    int filesPerMessage();

    /** Frames with media that are decoded and uploaded at the same time, on the whole node; each takes some 30 MiB. */
    @WithDefault("8")
    @Positive
    int mediaAtOnce();

    /** How long before the end of its access token a client is warned, where the socket ends with it. */
    @WithDefault("60s")
    Duration tokenWarning();

    /** Over how long a time the clients of a node that goes away are spread; each is told its own. */
    @WithDefault("5s")
    Duration reconnectWithin();

    /** How long a node that stops waits for answers to what it has read. */
    @WithDefault("5s")
    Duration drain();
}
