package chat.parley.common.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import org.awaitility.Awaitility;

/** {@link Patience} in Quarkus's class loader, which has an Awaitility of its own. */
public final class PatienceInQuarkus implements QuarkusTestBeforeClassCallback {

    @Override
    public void beforeClass(Class<?> test) {
        Awaitility.setDefaultTimeout(Patience.LIMIT);
    }
}
