package chat.parley.common.testing;

import java.util.List;

/** What clients call files, to get at something else than a file. */
public final class HostileNames {

    private HostileNames() {}

    public static List<String> all() {
        return List.of(
                "../../etc/passwd",
                "..\\..\\windows\\win.ini",
                "/etc/passwd",
                "C:\\boot.ini",
                "\\\\server\\share\\a.png",
                "....//....//a.png",
                "%2e%2e%2fa.png",
                "..%c0%afa.png",
                "a.png/../../b.png",
                "..",
                ".",
                "~",
                ".htaccess",
                ".ssh/authorized_keys",
                "a.php",
                "a.php.png",
                "a.png.php",
                "a.php\0.png",
                "a.jsp;.png",
                "a.html",
                "a.svg",
                "a.exe",
                "CON",
                "NUL.png",
                "a.png:stream",
                "a.png::$DATA",
                "-rf",
                "$(reboot).png",
                "`reboot`.png",
                "a;reboot.png",
                "a|reboot.png",
                "<script>alert(1)</script>.png",
                "\"><img src=x onerror=alert(1)>.png",
                "'; DROP TABLE attachment; --",
                "${jndi:ldap://127.0.0.1/a}.png",
                "{{7*7}}.png",
                "file:///etc/passwd",
                "http://127.0.0.1/a.png",
                "a\u202egnp.exe",
                "a\u2066gnp.exe",
                "\ufeffa.png",
                "\u0007.png",
                "a".repeat(300) + ".png",
                "\ud83d\ude00".repeat(200),
                " ",
                "\u00e4\u00f6\u00fc.png");
    }
}
