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
import org.wms2.condor.pool.SecondSchedd;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HTCondorContract;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.system.CallObserver;

/** The contract on a real schedd that is not the tools' own, called by its name. */
@Tag("htcondor")
class SecondScheddPoolTest extends HTCondorContract {
    private final TestPool pool = TestPool.get();
    private final Schedd second = SecondSchedd.get().schedd();
    private final CondorTools condor = new CondorTools(
            pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE, second);

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
        return "second-" + UUID.randomUUID();
    }

    @Override
    protected String schedd() {
        return second.name();
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
        ObservedTools tools = new ObservedTools(pool.environment(), CallObserver.NONE, second);
        CommandResult result = tools.run(
                "condor_submit",
                List.of("-terse", "workflow.dag.condor.sub"),
                Path.of(directory),
                "",
                Duration.ofSeconds(30));
        return ToolWords.terseCluster(result, second).orElseThrow(() -> new AssertionError(result));
    }

    @Override
    protected void holdNodeJobs(DagKey key) {
        CondorToolsPoolTest.holdNodeJobs(new ObservedTools(pool.environment(), CallObserver.NONE, second), key);
    }

    @Override
    protected String workDirectory() {
        return pool.scratch().toString();
    }
}
