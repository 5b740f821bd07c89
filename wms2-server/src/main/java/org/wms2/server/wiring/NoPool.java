package org.wms2.server.wiring;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.PlainJob;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/** A pool that has never been started: nothing is known of any job. */
record NoPool(String reason) implements HTCondor {
    @Override
    public void checkReachable() {
        throw unavailable();
    }

    @Override
    public Optional<DagObservation> find(DagKey key) {
        throw unavailable();
    }

    @Override
    public ClusterId submitOnHold(DagKey key, String directory) {
        throw unavailable();
    }

    @Override
    public void release(ClusterId cluster) {
        throw unavailable();
    }

    @Override
    public void remove(ClusterId cluster, String why) {
        throw unavailable();
    }

    @Override
    public void removeLeftovers(DagKey key, String why) {
        throw unavailable();
    }

    @Override
    public long remaining(DagKey key) {
        throw unavailable();
    }

    @Override
    public SchedulerLimits limits() {
        throw unavailable();
    }

    @Override
    public QueueSnapshot observe() {
        throw unavailable();
    }

    @Override
    public List<HeldJob> heldJobs() {
        throw unavailable();
    }

    @Override
    public void raiseMemory(HeldJob job, int memoryMb) {
        throw unavailable();
    }

    @Override
    public void setPriority(DagKey key, int priority) {
        throw unavailable();
    }

    @Override
    public List<KeptJob> kept() {
        throw unavailable();
    }

    @Override
    public void dispose(ClusterId cluster) {
        throw unavailable();
    }

    @Override
    public ClusterId submit(PlainJob job) {
        throw unavailable();
    }

    private ServiceUnavailableException unavailable() {
        return new ServiceUnavailableException("HTCondor", reason);
    }
}
