package chat.parley.message.attachment;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.HostileNames;
import chat.parley.common.testing.Multipart;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.Pictures;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file may be anything, so whatever it is and is called, it is never run and lies nowhere but where we put it. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class HostileAttachmentsTest {

    private static final String PLACE =
            "/mediafiles/attachments/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.[a-z0-9]{1,4}\\?.*";

    /** What a browser would run, and what a client says that it is. */
    private static final Map<String, String> RUN_BY_BROWSERS = Map.ofEntries(
            Map.entry("<html><script>alert(1)</script></html>", "text/html"),
            Map.entry("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"),
            Map.entry("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xhtml+xml"),
            Map.entry("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><a/>", "text/xml"),
            Map.entry("alert(1)", "text/javascript"),
            Map.entry("alert(2)", "application/javascript"),
            Map.entry("import 'a'", "application/ecmascript"),
            Map.entry("body{background:url(//127.0.0.1/a)}", "text/css"),
            Map.entry("<html>a", "image/png"),
            Map.entry("GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)", "image/gif"),
            Map.entry("\u0089PNG\r\n\u001a\n<script>alert(1)</script>", "image/png"),
            Map.entry("FWS\u0005", "application/x-shockwave-flash"),
            Map.entry("MIME-Version: 1.0\r\n\r\n<script>alert(1)</script>", "message/rfc822"),
            Map.entry("<script>alert(3)</script>", "text/html; charset=utf-7"),
            Map.entry("<script>alert(4)</script>", "TEXT/HTML"),
            Map.entry("<script>alert(5)</script>", "multipart/x-mixed-replace"),
            Map.entry("<script>alert(6)</script>", "text/plain\ttext/html"),
            Map.entry("<script>alert(7)</script>", "application/vnd.wap.xhtml+xml"),
            Map.entry("WEBVTT", "text/vtt"),
            Map.entry("#!/bin/sh", "application/x-sh"));

    @Inject
    Pool pool;

    private final User ada = User.named("ada");

    @Test
    void whateverAFileIsCalledItLiesWhereWePutItAndIsShownByALastName() {
        var picture = Pictures.of("png", 4, 4);
        for (var name : HostileNames.all()) {
            var taken =
                    upload(name, "image/png", picture).then().statusCode(201).extract();

            assertThat(taken.<String>path("name"))
                    .as(name)
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(255)
                    .doesNotContainPattern("[/\\\\\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]")
                    .satisfies(shown -> assertThat(
                                    StandardCharsets.UTF_8.newEncoder().canEncode(shown))
                            .isTrue());
            assertThat(place(taken.path("url"))).as(name).matches(PLACE);
            var served = get(taken.path("url"));
            assertThat(served.asByteArray()).as(name).isEqualTo(picture);
            assertThat(served.header("Content-Disposition"))
                    .as(name)
                    .matches("inline; filename\\*=UTF-8''([\\w.~!#$&+^`|-]|%[0-9A-F]{2})*");
        }
    }

    @Test
    void nothingThatABrowserWouldRunIsServedAsSuch() {
        var others = new TreeMap<String, String>();
        RUN_BY_BROWSERS.forEach((content, type) -> {
            var taken = upload("a.html", type, content.getBytes(StandardCharsets.ISO_8859_1));
            var served = get(taken.path("url"));
            var seen = "%s, %s, %s"
                    .formatted(
                            served.contentType(),
                            served.header("Content-Disposition").split(";")[0],
                            served.header("X-Content-Type-Options"));
            if (!seen.equals("application/octet-stream, attachment, nosniff")) {
                others.put(type, seen);
            }
        });
        assertThat(others).isEmpty();
    }

    @Test
    void whatIsNoFormLeavesNothing() {
        var before = kept();
        for (var form : List.of(
                "",
                "hello",
                "--parley-boundary",
                "--parley-boundary--\r\n",
                "--parley-boundary\r\n\r\nno name\r\n--parley-boundary--\r\n",
                "--parley-boundary\r\nContent-Disposition: form-data\r\n\r\na\r\n--parley-boundary--\r\n",
                "--parley-boundary\r\n"
                        + "Content-Disposition: form-data; name=\"file\"\r\n\r\n"
                        + "no file\r\n"
                        + "--parley-boundary--\r\n",
                "--parley-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nno end")) {
            assertThat(as(ada).contentType(Multipart.TYPE)
                            .body(form.getBytes(StandardCharsets.UTF_8))
                            .post("/api/v1/attachments")
                            .statusCode())
                    .as(form)
                    .isEqualTo(400);
        }
        assertThat(kept()).isEqualTo(before);
    }

    private Response upload(String name, String type, byte[] content) {
        return as(ada).contentType(Multipart.TYPE)
                .body(Multipart.file("file", name, type, content))
                .post("/api/v1/attachments");
    }

    private static Response get(String url) {
        return given().urlEncodingEnabled(false).get(place(url));
    }

    private static String place(String url) {
        var address = URI.create(url);
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private long kept() {
        return pool.query("SELECT count(*) FROM attachment")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
