package chat.parley.message.attachment;

/** What values look like, for the documents. */
public final class Examples {

    public static final String MEDIA_URL =
            "http://127.0.0.1:8000/mediafiles/attachments/2026/11/20/01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg"
                    + "?expires=1795305078&signature=Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0FaQe1Uo2Ti3Wc";

    public static final String AVATAR_URL = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg";

    private Examples() {}
}
