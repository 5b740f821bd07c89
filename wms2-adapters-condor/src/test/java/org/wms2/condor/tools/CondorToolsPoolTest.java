package org.wms2.condor.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HTCondorContract;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.system.CallObserver;

/** The contract on a real schedd, with the files that we write. */
@Tag("htcondor")
class CondorToolsPoolTest extends HTCondorContract {
    private final TestPool pool = TestPool.get();
    private final CondorTools condor =
            new CondorTools(pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);

    @BeforeAll
    static void startThePool() throws IOException {
        Files.createDirectories(TestPool.get().scratch());
    }

    @Override
    protected HTCondor condor() {
        return condor;
    }

    @Override
    protected DagFiles files() {
        return pool.files();
    }

    @Override
    protected String newRequestName() {
        return "contract-" + UUID.randomUUID();
    }

    @Override
    protected void aMoment() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected ClusterId submitUnseen(DagKey key, String directory) {
        ObservedTools tools = new ObservedTools(pool.environment(), CallObserver.NONE);
        CommandResult result = tools.run(
                "condor_submit", List.of("workflow.dag.condor.sub"), Path.of(directory), "", Duration.ofSeconds(30));
        return ToolWords.submittedCluster(result, tools.schedd()).orElseThrow(() -> new AssertionError(result));
    }

    @Override
    protected void holdNodeJobs(DagKey key) {
        holdNodeJobs(new ObservedTools(pool.environment(), CallObserver.NONE), key);
    }

    static void holdNodeJobs(ObservedTools tools, DagKey key) {
        String constraint = "WMS2_DagId == \"" + key.tag() + "\" && WMS2_Role =!= undefined && JobStatus < 3";
        tools.run("condor_hold", List.of("-constraint", constraint), Path.of("/"), "", Duration.ofSeconds(30));
    }

    @Override
    protected String workDirectory() {
        return pool.scratch().toString();
    }
}
