package org.wms2.condor.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.FakeDagFiles;
import org.wms2.ports.htcondor.FakeHTCondor;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HTCondorContract;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.NodeRole;

/** Two schedds as one keep the contract of one. */
class ManyScheddsContractTest extends HTCondorContract {
    private final FakeDagFiles files = new FakeDagFiles();
    private final FakeHTCondor first = new FakeHTCondor(() -> Instant.EPOCH, files, "first");
    private final FakeHTCondor second = new FakeHTCondor(() -> Instant.EPOCH, files, "second");
    private final ManySchedds both = new ManySchedds(
            List.of(TestMembers.of("first", first), TestMembers.of("second", second)),
            () -> Instant.EPOCH,
            Duration.ofSeconds(30));

    @Override
    protected HTCondor condor() {
        return both;
    }

    @Override
    protected DagFiles files() {
        return files;
    }

    @Override
    protected String newRequestName() {
        return "contract";
    }

    @Override
    protected String schedd() {
        return "second";
    }

    @Override
    protected void aMoment() {
        first.advance();
        second.advance();
    }

    @Override
    protected ClusterId submitUnseen(DagKey key, String directory) {
        return first.stray(key, directory);
    }

    @Override
    protected void holdNodeJobs(DagKey key) {
        FakeHTCondor there = first.observe().first(key).isPresent() ? first : second;
        there.nodeJobs()
                .hold(new HeldJob(
                        key,
                        new ClusterId(1000, there == first ? "first" : "second"),
                        files.workUnits(files.directory(key)).getFirst().id(),
                        NodeRole.PROCESSING,
                        "proc_000000",
                        1,
                        0,
                        "by hand",
                        2000,
                        0,
                        Instant.EPOCH));
    }

    @Override
    protected String workDirectory() {
        return "/tmp";
    }
}
