package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.domain.view.PlanView;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Scenarios.Loaded;

/** {@code wms2 plan}. */
class PlanCommandTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("r", RequestStatus.ACTIVE);
    }

    private String documents(String... names) throws IOException {
        for (String name : names) {
            cli.engine.documents.add(new Loaded(new RequestName(name), ""));
        }
        return Files.writeString(home.resolve("documents.json"), "[]").toString();
    }

    @Test
    void workUnitsAndBlocksAreTables() {
        cli.exits(0, "plan", "r")
                .prints("r  EventAwareLumiBased, 4 lumi sections of files: 2 available, 2 merged")
                .prints("ROUND", "UNIT", "MERGED FILES", SampleRows.unitId(7).value(), "merged", "T2_CH_CERN", "[0, 2)")
                .prints("available", "T1_US_FNAL", "~2", "~7.0 kB")
                .prints("BLOCK", FakePlan.BLOCK.toString(), "mask 1 lumi", "T1_US_FNAL_Disk,T2_CH_CERN");

        assertThat(cli.composition.needs).containsOnly(Need.PLAN);
        assertThat(cli.engine.calls).containsExactly("plan of r", "close");
        assertThat(cli.out()).doesNotContain("LUMIS OR EVENTS");
    }

    @Test
    void jobsAreListedWhereTheyAreAskedFor() {
        cli.exits(0, "plan", "r", "--jobs")
                .prints("LUMIS OR EVENTS", "370000:1-2", FakePlan.file(0).value());
    }

    @Test
    void onlyTheFirstRowsAreShownUnlessAllAreAskedFor() {
        cli.engine.plan.units = 300;

        cli.exits(0, "plan", "r").says("only the first 200 are shown: --all shows all");
        assertThat(cli.out().lines().filter(l -> l.contains("available  ")).count())
                .isEqualTo(199);
        cli.exits(0, "plan", "r", "--jobs").says("only the first 200 are shown");
        assertThat(cli.exits(0, "plan", "r", "--all")
                        .out()
                        .lines()
                        .filter(l -> l.contains("available  "))
                        .count())
                .isEqualTo(299);
        assertThat(cli.err()).doesNotContain("only the first");
    }

    @Test
    void whatCannotBePlannedIsSaid() {
        cli.engine.plan.left = new PlanView.Left(1_200, "no site has it", 3);

        cli.exits(0, "plan", "r")
                .says("1,200 lumi sections of files could not be planned now: no site has it")
                .says("3 lumi sections will be left out");
    }

    @Test
    void withJsonItIsOneObjectWithAllWorkUnits() {
        cli.engine.plan.units = 300;
        cli.engine.plan.left = new PlanView.Left(1, "no site", 0);

        JsonNode plan = cli.exits(0, "plan", "r", "--json").json();

        assertThat(plan.path("request").asText()).isEqualTo("r");
        assertThat(plan.path("simulated").asBoolean()).isFalse();
        assertThat(plan.path("positions").asLong()).isEqualTo(600);
        assertThat(plan.path("states").path("merged").asLong()).isEqualTo(2);
        assertThat(plan.path("workUnits").size()).isEqualTo(300);
        JsonNode merged = plan.path("workUnits").path(0);
        assertThat(merged.path("id").asText()).isEqualTo(SampleRows.unitId(7).value());
        assertThat(merged.path("spans").path(0).path("end").asLong()).isEqualTo(2);
        assertThat(merged.has("jobList")).isFalse();
        JsonNode available = plan.path("workUnits").path(1);
        assertThat(available.has("id")).isFalse();
        assertThat(available.path("sites").path(0).asText()).isEqualTo("T1_US_FNAL");
        assertThat(plan.path("blocks")
                        .path(0)
                        .path("exclusions")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("mask");
        assertThat(plan.path("left").path("reason").asText()).isEqualTo("no site");
    }

    @Test
    void withJsonJobsHaveTheirLumiSectionsAndFiles() {
        JsonNode job = cli.exits(0, "plan", "r", "--json", "--jobs")
                .json()
                .path("workUnits")
                .path(0)
                .path("jobList")
                .path(0);

        assertThat(job.path("files").path(0).asText())
                .isEqualTo(FakePlan.file(0).value());
        assertThat(job.path("lumis").path("370000").toString()).isEqualTo("[[1,2]]");
        assertThat(job.path("events").asLong()).isEqualTo(10);
    }

    @Test
    void aDatabaseThatGoesAwayWhileAPlanIsWrittenIsSaidAsEverywhere() {
        cli.engine.plan.error =
                Optional.of(new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "the database does not answer"));

        cli.exits(75, "plan", "r").says("wms2: the database does not answer");
        cli.exits(75, "plan", "r", "--json").says("wms2: the database does not answer");
    }

    @Test
    void aLumiSectionIsExplained() {
        cli.exits(0, "plan", "r", "--explain", "370000:5")
                .prints("run 370000 lumi 5", "merged", FakePlan.file(0).value(), FakePlan.BLOCK.toString())
                .prints("round 0, 3, " + SampleRows.unitId(7) + ", merged at T2_CH_CERN")
                .prints("370000:1-2", "by some rule");
        JsonNode answer =
                cli.exits(0, "plan", "r", "--explain", "370000:5", "--json").json();

        assertThat(answer.path("found").asBoolean()).isTrue();
        assertThat(answer.path("answers")
                        .path(0)
                        .path("workUnit")
                        .path("ordinal")
                        .asInt())
                .isEqualTo(3);
        assertThat(answer.path("answers").path(0).path("job").path("index").asInt())
                .isZero();
    }

    @Test
    void whatIsExcludedIsExplainedWithTheReason() {
        cli.exits(0, "plan", "r", "--explain", "370000:6").prints("excluded", "outside the request's LumiList");
        cli.exits(0, "plan", "r", "--explain", FakePlan.file(0).value()).prints("by some rule", "LumiList");
    }

    @Test
    void whatIsNotInTheInputIsOne() {
        cli.exits(1, "plan", "r", "--explain", "370000:7")
                .says("wms2: run 370000 lumi 7 is not in the input of r")
                .printsNothing();
        assertThat(cli.exits(1, "plan", "r", "--explain", "370000:7", "--json")
                        .json()
                        .path("found")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void aSimulatedDocumentIsPlannedAndNothingIsStored() throws IOException {
        String file = documents("only");

        cli.exits(0, "plan", "--simulate", file)
                .prints("only (simulated)")
                .says("simulated: nothing is stored, nothing runs");
        assertThat(cli.exits(0, "plan", "--simulate", file, "--json")
                        .json()
                        .path("simulated")
                        .asBoolean())
                .isTrue();

        assertThat(cli.engine.calls)
                .contains("load documents.json", "simulate only")
                .doesNotContain("import only");
    }

    @Test
    void aNameChoosesOneOfSeveralDocuments() throws IOException {
        String file = documents("one", "two");

        cli.exits(2, "plan", "--simulate", file)
                .says("give as NAME one of one, two")
                .printsNothing();
        cli.exits(0, "plan", "two", "--simulate", file).prints("two (simulated)");
    }

    @Test
    void aTrialsOptionsAreForSimulatedPlans() throws IOException {
        cli.exits(0, "plan", "--simulate", documents("only"), "--splitting", "filebased");
        assertThat(cli.engine.calls).contains("simulate only FileBased");

        cli.exits(2, "plan", "r", "--max-files", "3").says("without --simulate").printsNothing();
    }

    @Test
    void whatMeansNothingIsRefused() {
        cli.exits(2, "plan").says("NAME is missing").printsNothing();
        cli.exits(2, "plan", "r", "--explain", "17").says("--explain: found '17', expected an LFN, or run:lumi");
        cli.exits(2, "plan", "r", "--explain", "1:2", "--jobs").says("--jobs: found with --explain");
        cli.exits(2, "plan", "r", "--explain", "1:2", "--all").says("--all: found with --explain");
        assertThat(cli.composition.needs).as("nothing was opened for it").isEmpty();
    }

    @Test
    void aRequestThatIsNotThereIsThree() {
        cli.exits(3, "plan", "nobody").says("wms2: no request nobody").printsNothing();
    }
}
