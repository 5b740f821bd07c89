package org.wms2.domain.housekeeping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wms2.domain.Ports;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.id.RequestName;

/**
 * One sweep: ended jobs whose outcome is in the database leave HTCondor's queue; submit directories of requests that have
 * long ended are removed, and with them stored files that nobody knows. Harmless twice and by several processes at once.
 * Moves no request and changes nothing that the lifecycle reads.
 */
public final class Housekeeping {
    private final Ports ports;
    /** Whose directories could not be removed: the others come first, so that these hold up nobody. */
    private final Set<RequestName> troubled = ConcurrentHashMap.newKeySet();

    public Housekeeping(Ports ports) {
        this.ports = ports;
    }

    /**
     * Sweeps once. What cannot be done is told, not thrown.
     *
     * @throws Wms2Exception with code DATABASE_UNAVAILABLE
     */
    public SweepReport sweep(SweepRules rules) {
        Sweep sweep = new Sweep();
        sweep.trying("queue", () -> sweepQueue(sweep, rules));
        rules.keepDirectories()
                .ifPresent(keep -> sweep.trying(
                        "directories",
                        () -> sweepDirectories(sweep, ports.clock().instant().minus(keep), rules)));
        return sweep.report();
    }

    private void sweepQueue(Sweep sweep, SweepRules rules) {
        for (KeptJob job : ports.htcondor().kept()) {
            switch (KeptFate.of(job, ports.stores().work())) {
                case UNKNOWN -> sweep.unknown++;
                case WAIT -> sweep.waiting++;
                case DISPOSE -> {
                    if (sweep.disposed == rules.maxDisposals()) {
                        sweep.waiting++;
                    } else {
                        sweep.trying("job " + job.cluster(), () -> {
                            ports.htcondor().dispose(job.cluster());
                            sweep.disposed++;
                        });
                    }
                }
            }
        }
    }

    private void sweepDirectories(Sweep sweep, Instant endedBefore, SweepRules rules) {
        String root = ports.disk().root();
        List<RequestName> old = root.isEmpty() ? List.of() : old(endedBefore, root, rules.maxRequests());
        if (old.isEmpty()) {
            return;
        }
        ports.disk().exclusively(() -> {
            for (RequestName name : old) {
                troubled.add(name);
                sweep.trying(name.value(), () -> {
                    retire(sweep, name, root);
                    troubled.remove(name);
                });
            }
            return old;
        });
    }

    private List<RequestName> old(Instant endedBefore, String root, int atMost) {
        return ports.stores().work().withOldDirectories(endedBefore, root, atMost + troubled.size()).stream()
                .sorted(Comparator.comparing(troubled::contains))
                .limit(atMost)
                .toList();
    }

    private void retire(Sweep sweep, RequestName name, String root) {
        new StoredFiles(ports).leftovers(name, true).ifPresent(l -> sweep.leftovers = sweep.leftovers.plus(l.found()));
        for (String directory : ports.stores().work().directories(name)) {
            if (directory.startsWith(root + "/")) {
                sweep.freed = sweep.freed.plus(new Retirement(ports).remove(name, directory, ""));
                sweep.directories++;
            }
        }
    }

    /** The counts of one sweep. */
    private static final class Sweep {
        private int disposed;
        private int waiting;
        private int unknown;
        private int directories;
        private RemovedFiles freed = RemovedFiles.NONE;
        private RemovedFiles leftovers = RemovedFiles.NONE;
        private final List<String> troubles = new ArrayList<>();

        void trying(String what, Runnable work) {
            try {
                work.run();
            } catch (Wms2Exception e) {
                if (e.code() == ErrorCode.DATABASE_UNAVAILABLE) {
                    throw e;
                }
                troubles.add(what + ": " + e.text());
            }
        }

        SweepReport report() {
            return new SweepReport(disposed, waiting, unknown, directories, freed, leftovers, troubles);
        }
    }
}
