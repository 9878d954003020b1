package chat.parley.gateway;

import chat.parley.common.testing.DescribedRoutes;
import chat.parley.common.testing.RedisBacking;
import chat.parley.gateway.testing.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(RedisBacking.class)
@QuarkusTestResource(Neighbours.class)
class RoutesTest extends DescribedRoutes {}
