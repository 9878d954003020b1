package chat.parley.user.avatar;

import chat.parley.user.UserServiceTest;

@UserServiceTest
class AvatarResourceTest extends AvatarContract {}
