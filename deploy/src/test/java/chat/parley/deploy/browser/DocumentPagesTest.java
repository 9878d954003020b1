package chat.parley.deploy.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.system.StackExtension;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages over the documents, as a browser shows them. Skipped where there is none. */
@ExtendWith(StackExtension.class)
class DocumentPagesTest {

    private Browser browser;
    private Tab tab;

    @BeforeEach
    void start() throws Exception {
        var program = Browser.installed();
        assumeTrue(program.isPresent(), "There is no Chromium here; -Dparley.browser=<path> names one.");
        browser = Browser.start(
                program.get(), Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser-"));
        tab = browser.open();
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            tab.close();
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/api/swagger/"})
    void swaggerUiShowsEveryOperation(String page, URI address) {
        tab.go(address.resolve(page));
        tab.awaitTrue("operations", "document.querySelectorAll('.opblock').length > 0");

        var shown = (String) tab.value("""
            JSON.stringify([...document.querySelectorAll('.opblock')].map(block =>
              block.querySelector('.opblock-summary-method').textContent + ' '
                + block.querySelector('.opblock-summary-path, .opblock-summary-path__deprecated').dataset.path))\
            """);
        assertThat(new JsonArray(shown).stream().map(String.class::cast).distinct())
                .containsExactlyInAnyOrderElementsOf(operations(address));
        checkAlone(address);
    }

    @Test
    void redocShowsEveryPath(URI address) {
        tab.go(address.resolve("/api/redoc"));
        tab.awaitTrue("content", "document.querySelectorAll('[id^=\"tag/\"]').length > 0");

        for (var operation : operations(address)) {
            var path = operation.substring(operation.indexOf(' ') + 1);
            tab.awaitTrue(path, "document.body.textContent.includes(`" + path + "`)");
        }
        checkAlone(address);
    }

    @Test
    void thePageOfTheSocketsShowsAllFive(URI address) {
        tab.go(address.resolve("/docs/sockets"));

        for (var socket : List.of("/ws/messages/", "/ws/main/", "/ws/chat/room/", "/ws/v1", "/ws")) {
            tab.awaitTrue(socket, "document.body.innerText.includes('" + socket + "')");
        }
        for (var frame : List.of("friendship_message", "group_users", "re_message_file", "caught_up")) {
            tab.awaitTrue(frame, "document.body.innerText.includes('" + frame + "')");
        }
        checkAlone(address);
    }

    @Test
    void whoAuthorizesInSwaggerUiCanTryARouteOut(URI address) {
        try (var api = new Api(address, Trace.SILENT)) {
            var user = api.signUp("ada-" + UUID.randomUUID().toString().substring(0, 8), "Correct-h0rse");
            tab.go(address.resolve("/docs"));

            tab.click(".btn.authorize");
            tab.type(".modal-ux input", user.access());
            tab.click(".modal-ux .btn.authorize");
            tab.click(".modal-ux .btn-done");
            var operation = ".opblock-get:has([data-path=\"/api/users/profile/\"])";
            tab.click(operation + " .opblock-summary-control");
            tab.click(operation + " .execute");

            tab.awaitTrue(
                    "an answer with the caller's own profile",
                    "(document.querySelector(`" + operation
                            + " .live-responses-table .response .response-col_status`)?.innerText ?? '')"
                            + ".startsWith('200') && document.querySelector(`" + operation
                            + " .live-responses-table`).innerText.includes('" + user.username() + "')");
        }
        checkAlone(address);
    }

    /** Nothing came from elsewhere, and nothing went wrong. */
    private void checkAlone(URI address) {
        assertThat(tab.requested())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(address + "/") || url.startsWith("data:") || url.startsWith("blob:"));
        assertThat(tab.complaints()).isEmpty();
    }

    private static List<String> operations(URI address) {
        try (var api = new Api(address, Trace.SILENT)) {
            var paths = api.call("GET", "/api/schema/", null, null)
                    .expect(200)
                    .json()
                    .getJsonObject("paths");
            return paths.fieldNames().stream()
                    .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                            .filter(List.of("get", "post", "put", "patch", "delete", "head")::contains)
                            .map(method -> method.toUpperCase(java.util.Locale.ROOT) + " " + path))
                    .toList();
        }
    }
}
