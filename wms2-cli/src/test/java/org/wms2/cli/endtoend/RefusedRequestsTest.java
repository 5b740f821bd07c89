package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be processed is refused by its field, and nothing of it is stored. */
@Tag("htcondor")
class RefusedRequestsTest {
    private static final int INPUT_REFUSED = 7;

    private static TestHome home;
    private static Wms2Command wms2;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        wms2 = Wms2Command.plain(home);
    }

    @ParameterizedTest
    @CsvSource({
        "demo-bad-events, Step1.RequestNumEvents, 0",
        "demo-bad-input, InputDataset, /WMS2DemoData/NoSuchEra-v1/RAW",
        "demo-bad-splitting, SplittingAlgo, SiteBased"
    })
    void a_bad_request_is_refused_with_its_field(String scenario, String field, String found) {
        Ended refused = wms2.run("import", scenario, "--json").exits(INPUT_REFUSED);

        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("wms2: " + field + ": found '" + found + "', accepted is ");
        isNotStored(minted(refused));
    }

    @Test
    void a_task_chain_has_a_plan_and_does_not_run_yet() {
        Ended refused = wms2.run("import", "demo-taskchain", "--json").exits(INPUT_REFUSED);
        assertThat(refused.err()).contains("TaskChain").contains("not yet");
        isNotStored(minted(refused));

        JsonNode plan = wms2.run("import", "demo-taskchain", "--dry-run", "--json")
                .exits(0)
                .json();
        assertThat(plan.path("type").asText()).isEqualTo("TaskChain");
        assertThat(plan.path("jobs").asLong()).isPositive();
        isNotStored(plan.path("request").asText());
    }

    private static String minted(Ended ended) {
        return ended.err().replaceFirst("(?s).*a new request of the simulated CMS, (\\S+)\\n.*", "$1");
    }

    private static void isNotStored(String request) {
        assertThat(wms2.run("show", request).exits(3).err()).contains(request);
        assertThat(home.home().resolve("submit").resolve(request)).doesNotExist();
    }
}
