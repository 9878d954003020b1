package chat.parley.auth;

import chat.parley.common.testing.DescribedRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class RoutesTest extends DescribedRoutes {}
