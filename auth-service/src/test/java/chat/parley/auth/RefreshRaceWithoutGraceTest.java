package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** RFC 9700, section 4.14, to the letter: of any number at once one wins, and the others show that the token is in two hands. */
@QuarkusTest
@QuarkusTestResource(
        value = AuthBacking.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "reuse-grace", value = "0s"))
class RefreshRaceWithoutGraceTest {

    private static final int RACES = 2_000;
    private static final int CONTENDERS = 3;

    @Inject
    RefreshRaces races;

    @Test
    void exactlyOneWinsEachOfTwoThousandRaces() {
        var name = Api.newName();
        V1Api.signedUp(name);

        for (int race = 0; race < RACES; race++) {
            var answers = races.run(races.newToken(name), CONTENDERS);

            assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                    .as("race " + race)
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.statusCode() == 401))
                    .as("race " + race)
                    .hasSize(CONTENDERS - 1);
        }
    }

    @Test
    void theWinnersChildIsDeadOnceTheTokenWasReused() {
        var name = Api.newName();
        V1Api.signedUp(name);
        var token = races.newToken(name);
        var child = V1Api.Pair.of(V1Api.refresh(token));

        V1Api.refresh(token).then().statusCode(401);

        V1Api.refresh(child.refresh()).then().statusCode(401);
    }
}
