package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** RFC 9700, section 4.14, with a grace: of any number at once, all get the one child. */
@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class RefreshRaceTest {

    private static final int RACES = 200;
    private static final int CONTENDERS = 4;

    @Inject
    RefreshRaces races;

    @Test
    void withinTheGraceAllGetTheSamePair() {
        var token = V1Api.signedUp(Api.newName()).refresh();

        for (int race = 0; race < RACES; race++) {
            var answers = races.run(token, CONTENDERS);

            assertThat(answers).as("race " + race).allMatch(answer -> answer.statusCode() == 200);
            assertThat(answers.stream().map(HttpResponse::body).distinct())
                    .as("race " + race)
                    .hasSize(1);
            token = JsonPath.from(answers.getFirst().body()).getString("refresh_token");
        }
    }
}
