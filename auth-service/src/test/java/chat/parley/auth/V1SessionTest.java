package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.SessionEnded;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class V1SessionTest {

    private static final String SESSIONS = "/api/v1/sessions";

    @Inject
    Tokens tokens;

    @Inject
    Streams streams;

    @Test
    void myLoginsAreListedWithTheirDevices() {
        var name = Api.newName();
        var phone = V1Api.signedUp(name);
        var laptop = V1Api.loggedIn(name, "Parley for laptops");

        var sessions = V1Api.as(laptop).get(SESSIONS).then().statusCode(200);

        sessions.body("items.id", equalTo(List.of(sid(laptop), sid(phone))))
                .body("items[0].device", equalTo("Parley for laptops"))
                .body("items.current", equalTo(List.of(true, false)))
                .body("items.dialect", equalTo(List.of("v1", "v1")))
                .body("next", equalTo(null));
        String created = sessions.extract().path("items[0].created");
        assertThat(Instant.parse(created)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void aRefreshIsSeen() {
        var pair = V1Api.signedUp(Api.newName());
        String before = V1Api.as(pair).get(SESSIONS).path("items[0].last_seen");

        V1Api.refresh(pair.refresh()).then().statusCode(200);

        String after = V1Api.as(pair).get(SESSIONS).path("items[0].last_seen");
        assertThat(Instant.parse(after)).isAfter(Instant.parse(before));
    }

    @Test
    void theListGoesOnWhereItsCursorSays() {
        var name = Api.newName();
        var first = V1Api.signedUp(name);
        var others = IntStream.range(0, 4)
                .mapToObj(number -> sid(V1Api.loggedIn(name, "device " + number)))
                .toList();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = V1Api.as(first).queryParam("limit", 2);
            var answer = (cursor == null ? page : page.queryParam("cursor", cursor)).get(SESSIONS);
            seen.addAll(answer.then().statusCode(200).extract().path("items.id"));
            cursor = answer.path("next");
        } while (cursor != null);

        var all = new ArrayList<>(others.reversed());
        all.add(sid(first));
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void endingAnotherLoginKillsItsTokensAndTellsTheGateways() {
        var name = Api.newName();
        var phone = V1Api.signedUp(name);
        var laptop = V1Api.loggedIn(name, "laptop");

        V1Api.as(laptop).delete(SESSIONS + "/" + sid(phone)).then().statusCode(204);

        V1Api.refresh(phone.refresh()).then().statusCode(401);
        V1Api.as(laptop).get(SESSIONS).then().body("items.id", equalTo(List.of(sid(laptop))));
        await().untilAsserted(() -> assertThat(ended()).contains(UUID.fromString(sid(phone))));
        V1Api.refresh(laptop.refresh()).then().statusCode(200);
    }

    @Test
    void currentIsTheLoginOfTheToken() {
        var pair = V1Api.signedUp(Api.newName());

        V1Api.as(pair).delete(SESSIONS + "/current").then().statusCode(204);

        V1Api.refresh(pair.refresh()).then().statusCode(401).body("code", equalTo("invalid-refresh-token"));
        await().untilAsserted(() -> assertThat(ended()).contains(UUID.fromString(sid(pair))));
    }

    @Test
    void endingItAgainChangesNothing() {
        var pair = V1Api.signedUp(Api.newName());
        V1Api.as(pair).delete(SESSIONS + "/current").then().statusCode(204);
        await().untilAsserted(() -> assertThat(ended()).contains(UUID.fromString(sid(pair))));

        V1Api.as(pair).delete(SESSIONS + "/current").then().statusCode(204);

        assertThat(ended().filter(UUID.fromString(sid(pair))::equals)).hasSize(1);
    }

    @Test
    void nobodyEndsSomebodyElsesLogin() {
        var mine = V1Api.signedUp(Api.newName());
        var theirs = V1Api.signedUp(Api.newName());

        for (var id : List.of(sid(theirs), UUID.randomUUID().toString(), "7", "current%00", "1-1-1-1-1")) {
            V1Api.as(mine)
                    .urlEncodingEnabled(false)
                    .delete(SESSIONS + "/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not-found"));
        }
        V1Api.refresh(theirs.refresh()).then().statusCode(200);
        V1Api.as(mine).get(SESSIONS).then().body("items.id", equalTo(List.of(sid(mine))));
    }

    @Test
    void nobodyWithoutAGoodTokenGetsIn() {
        var pair = V1Api.signedUp(Api.newName());

        given().get(SESSIONS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
        given().delete(SESSIONS + "/current").then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Authorization", "Bearer " + pair.refresh())
                .get(SESSIONS)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid-token"));
    }

    @Test
    void badLimitsAndCursorsAreRefused() {
        var pair = V1Api.signedUp(Api.newName());

        for (var limit : List.of("0", "101", "abc", "-1", "1.5")) {
            V1Api.as(pair)
                    .queryParam("limit", limit)
                    .get(SESSIONS)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-request"))
                    .body("errors.field", equalTo(List.of("limit")));
        }
        for (var cursor : List.of("x", "!", "c2Vzc2lvbnMseA", "b3RoZXIsMQ")) {
            V1Api.as(pair)
                    .queryParam("cursor", cursor)
                    .get(SESSIONS)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-cursor"));
        }
    }

    private String sid(V1Api.Pair pair) {
        return tokens.read(pair.access(), TokenType.ACCESS).sid().toString();
    }

    private Stream<UUID> ended() {
        return streams.read(AuthEvent.STREAM, "0", 10_000, Duration.ofMillis(10)).stream()
                .map(entry -> EventEntry.read(entry, AuthEvent.class).event())
                .filter(SessionEnded.class::isInstance)
                .map(event -> ((SessionEnded) event).sid());
    }
}
