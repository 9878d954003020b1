package chat.parley.auth.dialect;

/** What values look like, for the documents. */
final class Examples {

    static final String TOKEN =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6IjIwMjYxMTIwVDIzNTExOCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";

    static final String AVATAR_URL = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg";

    private Examples() {}
}
