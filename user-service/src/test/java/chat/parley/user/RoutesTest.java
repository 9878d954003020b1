package chat.parley.user;

import chat.parley.common.testing.DescribedRoutes;

@UserServiceTest
class RoutesTest extends DescribedRoutes {}
