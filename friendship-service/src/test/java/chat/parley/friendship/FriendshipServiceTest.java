package chat.parley.friendship;

import chat.parley.common.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service; all of them share one. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(UserServiceStub.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FriendshipServiceTest {}
