package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** The bytes that the job scripts read. */
class PayloadJsonTest {
    private static final List<RunLumis> LUMIS = List.of(new RunLumis(5, List.of(new LumiRange(1, 3))));

    @Test
    void a_masked_job_keeps_every_range_of_every_file() throws IOException {
        List<RunLumis> mask =
                List.of(new RunLumis(5, List.of(new LumiRange(3, 3), new LumiRange(3, 3), new LumiRange(4, 9))));
        JobSpec job = new JobSpec(0, List.of(input(List.of())), mask, null, 99, 99, null);
        assertThat(workUnit(job)).isEqualTo("""
                {"schema":"wms2-work-unit/1","id":"abcdefgh23","ordinal":7,"jobs":[{"index":0,"inputs":[\
                {"lfn":"/store/data/a.root","size":1000,"events":100,"lumis":[[5,1,3]]}],\
                "mask":[[5,3,3],[5,3,3],[5,4,9]],\
                "run":null,"firstEvent":null,"lastEvent":null,"firstLumi":null,"lastLumi":null,\
                "expectedEvents":99,"expectedOutputEvents":99}]}
                """);
    }

    @Test
    void parents_and_pileup_to_skip_are_written_where_there_are_some() throws IOException {
        JobInput input = input(List.of(new Lfn("/store/data/raw1.root"), new Lfn("/store/data/raw2.root")));
        JobSpec job = new JobSpec(0, List.of(input), List.of(), new EventRange(0, 0, 9, 0, 0), 10, 10, 0L);
        assertThat(workUnit(job)).isEqualTo("""
                {"schema":"wms2-work-unit/1","id":"abcdefgh23","ordinal":7,"jobs":[{"index":0,"inputs":[\
                {"lfn":"/store/data/a.root","size":1000,"events":100,"lumis":[[5,1,3]],\
                "parents":["/store/data/raw1.root","/store/data/raw2.root"]}],"mask":null,\
                "run":0,"firstEvent":0,"lastEvent":9,"firstLumi":0,"lastLumi":0,"skipPileupEvents":0,\
                "expectedEvents":10,"expectedOutputEvents":10}]}
                """);
    }

    @Test
    void only_slices_of_input_files_are_merged_by_parent() throws IOException {
        DagHeader generator = SamplePlans.generator("rules", 1, 1).header();
        assertThat(mergeRule(generator)).isEqualTo("ParentlessMergeBySize");
        for (SplittingAlgo algo : SplittingAlgo.values()) {
            assertThat(mergeRule(reading(generator, algo)))
                    .as("merge rule after %s", algo)
                    .isEqualTo(algo == SplittingAlgo.EVENT_BASED ? "WMBSMergeBySize" : "ParentlessMergeBySize");
        }
    }

    private static String mergeRule(DagHeader header) throws IOException {
        StringWriter out = new StringWriter();
        PayloadJson.writePayload(out, header, SyntheticPayload.at(Path.of("/storage")));
        JsonNode payload = new JsonMapper().readTree(out.toString());
        assertThat(payload.path("minMergeBytes").asLong())
                .isEqualTo(header.workflow().mergeLimits().minBytes());
        return payload.path("mergeRule").asText();
    }

    private static DagHeader reading(DagHeader header, SplittingAlgo algo) {
        Workflow w = header.workflow();
        InputSelection input = new InputSelection(
                new DatasetName("/Sample/Era-Test-v1/RAW"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LumiMask.ALL,
                false);
        Workflow reading = new Workflow(
                w.request(),
                w.type(),
                new SplittingParameters(algo, 100, 100, 1, 1, false, false, LumiRules.DEFAULT),
                null,
                input,
                1,
                w.profile(),
                w.outputs(),
                w.mergeLimits(),
                w.blockLimits(),
                w.sites());
        return new DagHeader(
                header.key(),
                reading,
                header.processingVersion(),
                header.round(),
                header.priority(),
                header.throttles(),
                Layout.SUBDAG);
    }

    private static JobInput input(List<Lfn> parents) {
        return new JobInput(0, new Lfn("/store/data/a.root"), 1_000, 100, LUMIS, parents);
    }

    private static String workUnit(JobSpec job) throws IOException {
        TextBytes out = new TextBytes();
        PayloadJson.writeWorkUnit(
                out,
                new WorkUnitPlan(
                        new WorkUnitId("abcdefgh23"),
                        7,
                        List.of(job),
                        new TreeSet<>(List.of(new SiteName("T2_CH_CERN"))),
                        1,
                        List.of(new Span(0, 3))));
        return out.toString();
    }
}
