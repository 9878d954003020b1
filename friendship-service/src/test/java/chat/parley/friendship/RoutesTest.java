package chat.parley.friendship;

import chat.parley.common.testing.DescribedRoutes;

@FriendshipServiceTest
class RoutesTest extends DescribedRoutes {}
