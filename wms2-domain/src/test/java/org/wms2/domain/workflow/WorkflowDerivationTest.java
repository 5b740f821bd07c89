package org.wms2.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

class WorkflowDerivationTest {
    private static final String GEN = "/Primary/Era-Str-v19/GEN-SIM";
    private static final String MINI = "/Primary/Era-Str-v19/MINIAODSIM";

    /** GEN, kept; DIGI, dropped; MINI, kept. */
    private static Specs chain() {
        Specs specs = new Specs();
        Specs.Step gen = specs.step("gen", "GENout=GEN-SIM");
        gen.primary = "Primary";
        gen.events = 10_000L;
        gen.eventsPerLumi = 100L;
        specs.step("digi", "DIGIout=GEN-SIM-RAW").from("gen", "GENout").keep = false;
        Specs.Step mini = specs.step("mini", "MINIout=MINIAODSIM").from("digi", "DIGIout");
        mini.memory = 7_900.5;
        mini.cores = 8;
        specs.outputs = List.of(MINI, GEN);
        return specs;
    }

    private static Specs reading() {
        Specs specs = new Specs();
        specs.type = RequestType.RE_RECO;
        Specs.Step step = specs.step("DataProcessing", "AODout=AOD", "SKIMout=AOD/Skim");
        step.input = "/Data/Run-v1/RAW";
        step.splitting = SplittingAlgo.FILE_BASED;
        specs.outputs = List.of("/Data/Era-Str-v19/AOD", "/Data/Era-Skim-Str-v19/AOD");
        return specs;
    }

    private static Workflow derive(Specs specs) {
        return derive(specs, RequestOptions.NONE, 1);
    }

    private static Workflow derive(Specs specs, RequestOptions options, int version) {
        return WorkflowDerivation.derive(
                specs.spec(), specs.configs, options, new RequestName("tester_Spec_1"), version);
    }

    private static RequestOptions options(
            @Nullable SplittingAlgo splitting,
            @Nullable Integer filesPerJob,
            @Nullable Long eventsPerJob,
            @Nullable Integer maxFiles,
            @Nullable Long maxEvents) {
        return new RequestOptions(
                splitting,
                filesPerJob,
                eventsPerJob,
                maxFiles,
                maxEvents,
                false,
                List.of(),
                CleanupPolicy.KEEP_UNTIL_REPLACED);
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InputRefusedException.class,
                        e -> assertThat(e.field()).as(e.text()).isEqualTo(field));
    }

    @Test
    void a_generator_chain_gets_its_range_and_its_job_size() {
        Workflow workflow = derive(chain());

        assertThat(workflow.generation()).hasValueSatisfying(range -> {
            assertThat(range.events()).isEqualTo(10_000);
            assertThat(range.firstEvent()).isEqualTo(10_001);
            assertThat(range.firstLumi()).isEqualTo(101);
            assertThat(range.run()).isEqualTo(1);
        });
        assertThat(workflow.splitting().algo()).isEqualTo(SplittingAlgo.EVENT_BASED);
        assertThat(workflow.splitting().eventsPerJob()).isEqualTo(1100);
        assertThat(workflow.splitting().eventsPerLumi()).isEqualTo(100);
    }

    @Test
    void a_generator_is_event_based_whatever_its_document_says() {
        Specs specs = chain();
        specs.steps.getFirst().splitting = SplittingAlgo.EVENT_AWARE_LUMI_BASED;

        assertThat(derive(specs).splitting().algo()).isEqualTo(SplittingAlgo.EVENT_BASED);
    }

    @Test
    void a_step_chain_needs_what_its_largest_step_needs() {
        assertThat(derive(chain()).profile().memoryMb()).isEqualTo(7_901);
        assertThat(derive(chain()).profile().cores()).isEqualTo(8);
        Specs tasks = chain();
        tasks.type = RequestType.TASK_CHAIN;
        assertThat(derive(tasks).profile().memoryMb()).isEqualTo(2_000);
    }

    @Test
    void parents_skip_dropped_outputs_to_the_nearest_kept_ancestor() {
        Workflow workflow = derive(chain());

        assertThat(workflow.outputs()).extracting(OutputModule::kept).containsExactly(true, false, true);
        assertThat(workflow.keptOutput("gen", "GENout").parent()).isNull();
        assertThat(workflow.keptOutput("mini", "MINIout").parent()).isEqualTo(new DatasetName(GEN));
        assertThat(workflow.keptOutput("gen", "GENout").info().primaryType()).isEqualTo("mc");
    }

    @Test
    void the_input_dataset_is_the_parent_where_there_is_one() {
        Workflow workflow = derive(reading());

        assertThat(workflow.keptOutputs())
                .extracting(OutputModule::parent)
                .containsOnly(new DatasetName("/Data/Run-v1/RAW"));
        assertThat(workflow.keptOutputs().getFirst().info().primaryType()).isEqualTo("data");
        assertThat(workflow.filterEfficiency()).isEqualTo(1);
    }

    @Test
    void the_filter_name_stands_before_the_processing_string() {
        OutputModule skim = derive(reading()).keptOutput("DataProcessing", "SKIMout");

        assertThat(skim.dataset()).hasToString("/Data/Era-Skim-Str-v19/AOD");
        assertThat(skim.unmergedLfnBase()).isEqualTo("/store/unmerged/Era/Data/AOD/Skim-Str-v19");
        assertThat(skim.mergedLfnBase()).isEqualTo("/store/backfill/1/Era/Data/AOD/Skim-Str-v19");
    }

    @Test
    void an_empty_processing_string_leaves_no_gap() {
        Specs specs = reading();
        specs.steps.getFirst().processing = "";
        specs.outputs = List.of("/Data/Era-v19/AOD", "/Data/Era-Skim-v19/AOD");

        assertThat(derive(specs).keptOutput("DataProcessing", "AODout").mergedLfnBase())
                .isEqualTo("/store/backfill/1/Era/Data/AOD/v19");
    }

    @Test
    void a_restart_counts_on_from_the_documents_processing_version() {
        Workflow third = derive(chain(), RequestOptions.NONE, 3);

        assertThat(third.keptOutputs())
                .extracting(o -> o.dataset().value())
                .containsExactly("/Primary/Era-Str-v21/GEN-SIM", "/Primary/Era-Str-v21/MINIAODSIM");
        assertThat(third.keptOutput("mini", "MINIout").parent()).hasToString("/Primary/Era-Str-v21/GEN-SIM");
        assertThat(third.keptOutput("mini", "MINIout").info().processingVersion())
                .isEqualTo(21);
    }

    /** predecessor.md T-28. */
    @Test
    void a_restart_changes_nothing_but_the_version_though_the_primary_dataset_ends_in_one() {
        Specs specs = new Specs();
        Specs.Step gen = specs.step("gen", "GENout=GEN-SIM");
        gen.primary = "TT-v2";
        gen.events = 10_000L;
        specs.outputs = List.of("/TT-v2/Era-Str-v19/GEN-SIM");

        OutputModule second =
                derive(specs, RequestOptions.NONE, 2).keptOutputs().getFirst();

        assertThat(second.dataset()).hasToString("/TT-v2/Era-Str-v20/GEN-SIM");
        assertThat(second.mergedLfnBase()).endsWith("/Era/TT-v2/GEN-SIM/Str-v20");
    }

    @Test
    void transient_modules_are_not_kept() {
        Specs specs = reading();
        specs.steps.getFirst().transientModules = List.of("SKIMout");
        specs.outputs = List.of("/Data/Era-Str-v19/AOD");

        assertThat(derive(specs).keptOutputs()).extracting(OutputModule::module).containsExactly("AODout");
        assertThat(derive(specs).outputs()).hasSize(2);
    }

    @Test
    void max_events_caps_what_the_generator_is_asked_to_put_out() {
        Specs specs = chain();
        specs.steps.getFirst().efficiency = 0.05;

        Workflow workflow = derive(specs, options(null, null, null, null, 50L), 1);

        assertThat(workflow.generation())
                .hasValueSatisfying(range -> assertThat(range.events()).isEqualTo(1_000));
        assertThat(workflow.splitting().eventsPerJob()).isEqualTo(1_000);
        assertThat(workflow.filterEfficiency()).isEqualTo(0.05);
    }

    @Test
    void options_replace_what_the_document_says() {
        Workflow files = derive(reading(), options(null, 7, null, null, null), 1);
        assertThat(files.splitting().filesPerJob()).isEqualTo(7);

        Workflow events = derive(reading(), options(SplittingAlgo.EVENT_BASED, null, 33L, null, null), 1);
        assertThat(events.splitting().algo()).isEqualTo(SplittingAlgo.EVENT_BASED);
        assertThat(events.splitting().eventsPerJob()).isEqualTo(33);
    }

    @Test
    void options_that_do_not_fit_are_refused() {
        assertRefused("splitting", () -> derive(chain(), options(SplittingAlgo.FILE_BASED, null, null, null, null), 1));
        assertRefused("max-files", () -> derive(chain(), options(null, null, null, 3, null), 1));
        assertRefused("files-per-job", () -> derive(chain(), options(null, 3, null, null, null), 1));
        assertRefused("events-per-job", () -> derive(reading(), options(null, null, 10L, null, null), 1));
        assertRefused(
                "files-per-job", () -> derive(reading(), options(SplittingAlgo.EVENT_BASED, 2, null, null, null), 1));
        Specs masked = reading();
        masked.steps.getFirst().mask = Specs.mask(1, 1, 10);
        assertRefused("splitting", () -> derive(masked, options(SplittingAlgo.EVENT_BASED, null, null, null, null), 1));
    }

    @Test
    void a_generator_without_events_is_refused() {
        Specs none = chain();
        none.steps.getFirst().events = null;
        assertRefused("RequestNumEvents", () -> derive(none));
        none.steps.getFirst().events = 0L;
        assertRefused("RequestNumEvents", () -> derive(none));
    }

    @Test
    void configurations_that_are_missing_or_empty_are_refused() {
        Specs missing = chain();
        missing.configs.clear();
        assertRefused("ConfigCacheID", () -> derive(missing));
        Specs unnamed = chain();
        unnamed.steps.getLast().config = null;
        assertRefused("ConfigCacheID", () -> derive(unnamed));
        Specs empty = new Specs();
        empty.step("gen").events = 10L;
        assertRefused("ConfigCacheID", () -> derive(empty));
    }

    @Test
    void outputs_must_be_those_of_the_document_in_any_order() {
        Specs fewer = chain();
        fewer.outputs = List.of(MINI);
        assertRefused("OutputDatasets", () -> derive(fewer));
        Specs more = chain();
        more.outputs = List.of(MINI, GEN, "/Primary/Era-Str-v19/AODSIM");
        assertRefused("OutputDatasets", () -> derive(more));
    }

    @Test
    void two_outputs_of_one_name_are_refused() {
        Specs twice = new Specs();
        Specs.Step gen = twice.step("gen", "A=GEN-SIM", "B=GEN-SIM");
        gen.primary = "Primary";
        gen.events = 10L;
        twice.outputs = List.of(GEN);
        assertRefused("OutputDatasets", () -> derive(twice));
    }

    @Test
    void a_chain_must_hang_together() {
        Specs unknownStep = chain();
        unknownStep.steps.getLast().inputStep = "reco";
        assertRefused("InputStep", () -> derive(unknownStep));
        unknownStep.type = RequestType.TASK_CHAIN;
        assertRefused("InputTask", () -> derive(unknownStep));
        Specs unknownModule = chain();
        unknownModule.steps.getLast().inputFrom = "RECOout";
        assertRefused("InputFromOutputModule", () -> derive(unknownModule));
        Specs dropped = chain();
        dropped.steps.getLast().keep = false;
        assertRefused("KeepOutput", () -> derive(dropped));
        Specs noPrimary = chain();
        noPrimary.steps.getFirst().primary = null;
        assertRefused("PrimaryDataset", () -> derive(noPrimary));
    }

    @Test
    void site_lists_are_checked() {
        Specs none = chain();
        none.whitelist = List.of();
        assertRefused("SiteWhitelist", () -> derive(none));
        Specs both = chain();
        both.blacklist = List.of("T2_CH_CERN");
        assertRefused("SiteBlacklist", () -> derive(both));
    }

    @Test
    void lfn_bases_outside_the_lexicons_are_refused() {
        Specs outside = chain();
        outside.unmergedBase = "/tmp/unmerged";
        assertRefused("UnmergedLFNBase", () -> derive(outside));
        Specs slash = chain();
        slash.unmergedBase = "/store/unmerged/";
        assertThat(derive(slash).outputs().getFirst().unmergedLfnBase())
                .isEqualTo("/store/unmerged/Era/Primary/GEN-SIM/Str-v19");
    }

    @Test
    void what_cannot_run_yet_is_said_but_can_be_derived() {
        assertThat(WorkflowDerivation.notYetRunnable(chain().spec())).isEmpty();
        Specs tasks = chain();
        tasks.type = RequestType.TASK_CHAIN;
        assertThat(WorkflowDerivation.notYetRunnable(tasks.spec()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("TaskChain of 3 tasks"));
        Specs parents = reading();
        parents.steps.getFirst().includeParents = true;
        assertThat(WorkflowDerivation.notYetRunnable(parents.spec())).isEmpty();
        assertThat(derive(parents).inputSelection())
                .hasValueSatisfying(input -> assertThat(input.includeParents()).isTrue());
    }

    @Test
    void names_keep_to_the_lexicon_of_processed_datasets() {
        Specs dotted = reading();
        dotted.configs.clear();
        dotted.steps.clear();
        dotted.step("DataProcessing", "AODout=AOD/Skim-2.1").input = "/Data/Run-v1/RAW";
        assertRefused("AcquisitionEra, filter name, ProcessingString", () -> derive(dotted));

        for (OutputModule output : derive(reading()).outputs()) {
            assertThat(output.dataset().processed()).matches("[a-zA-Z][a-zA-Z0-9_]*(\\-[a-zA-Z0-9_]+){0,2}-v[0-9]*");
            assertThat(output.dataset().value())
                    .matches("/[a-zA-Z0-9\\-_]{1,99}/[a-zA-Z0-9\\.\\-_]{1,199}/[A-Z0-9\\-]{1,99}");
        }
    }
}
