package chat.parley.common.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what must come, on the slowest machine that runs them. Nobody waits that long unless something is wrong,
 * so that a limit of this length never decides how a test ends. It is what Awaitility waits when it is told nothing else.
 */
public final class Patience implements LauncherSessionListener {

    public static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
