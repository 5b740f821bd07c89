package org.wms2.domain.housekeeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.htcondor.StoredUnder;
import org.wms2.ports.htcondor.SubmitDisk.Leftovers;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.workflow.OutputModule;

/**
 * Stored files of a request that nobody lists: what a job left that was killed outright, unmerged files of work units that
 * were given up, merged ones of a merge that was dropped. Their names carry a work unit's id. A file that a block of ours
 * names is somebody's, dropped blocks too.
 */
record StoredFiles(Ports ports) {
    private static final int PER_DIRECTORY = 1_000;

    /** What lies around on this machine; empty if files are stored elsewhere. */
    Optional<Leftovers> leftovers(RequestName name, boolean delete) {
        return ports.disk().leftovers(places(name), delete);
    }

    /**
     * Where a site would have to look: one pattern for each work unit and output, {@code <base>/<thousand>/<id>-*}; what the
     * blocks of the request name is not meant.
     */
    List<String> patterns(RequestName name) {
        TreeSet<String> patterns = new TreeSet<>();
        for (WorkUnit unit : units(name)) {
            String below =
                    String.format(java.util.Locale.ROOT, "/%05d/%s-*", unit.ordinal() / PER_DIRECTORY, unit.id());
            for (OutputModule output : outputs(name)) {
                patterns.add(output.unmergedLfnBase() + below);
            }
        }
        return List.copyOf(patterns);
    }

    private List<StoredUnder> places(RequestName name) {
        Set<WorkUnitId> ids = units(name).stream().map(WorkUnit::id).collect(Collectors.toSet());
        Set<Lfn> known = new TreeSet<>();
        for (OutputBlock block : ports.stores().outputs().blocks(name)) {
            for (RegisteredFile file : ports.stores().outputs().files(block.name())) {
                known.add(file.file().lfn());
            }
        }
        List<StoredUnder> places = new ArrayList<>();
        for (OutputModule output : outputs(name)) {
            places.add(new StoredUnder(output.unmergedLfnBase(), ids, known));
            if (output.kept()) {
                places.add(new StoredUnder(output.mergedLfnBase(), ids, known));
            }
        }
        return places;
    }

    private List<WorkUnit> units(RequestName name) {
        TreeMap<String, WorkUnit> units = new TreeMap<>();
        for (Dag dag : ports.stores().work().dags(name)) {
            ports.stores().work().workUnits(dag.key()).forEach(u -> units.put(u.id().value(), u));
        }
        return List.copyOf(units.values());
    }

    private List<OutputModule> outputs(RequestName name) {
        return ports.stores().work().workflow(name).stream()
                .flatMap(w -> w.outputs().stream())
                .toList();
    }
}
