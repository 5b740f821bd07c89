package org.wms2.cms.simulated;

import java.util.ArrayList;
import java.util.List;

/** A block of an input dataset and the storage elements that have it. */
record PlacedBlock(Rows.Block block, List<String> rses) {

    PlacedBlock {
        rses = List.copyOf(rses);
    }

    /** What puts it into DBS and Rucio. */
    List<Event> events(String dataset) {
        List<Rows.Replica> replicas = replicas(block.files());
        List<Event> events = new ArrayList<>();
        events.add(new Event.BlockInjected(dataset, block));
        events.add(new Event.DidAdded(block.name(), false));
        events.add(new Event.Attached(dataset, List.of(block.name())));
        rses.forEach(rse -> events.add(new Event.ReplicasAdded(rse, replicas)));
        events.add(new Event.Attached(
                block.name(), replicas.stream().map(Rows.Replica::lfn).toList()));
        events.add(new Event.BlockClosed(block.name()));
        return events;
    }

    /** The files as Rucio knows them. */
    static List<Rows.Replica> replicas(List<Rows.File> files) {
        return files.stream()
                .map(f -> new Rows.Replica(f.lfn(), f.bytes(), f.adler32()))
                .toList();
    }
}
