package org.wms2.ports.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.request.Request;

/** Submit directories that are there. The caller holds the tables' monitor. */
record MemoryDirectories(MemoryTables tables) {
    List<String> of(RequestName name) {
        return Stream.concat(
                        tables.dags.of(name).stream().map(Dag::directory),
                        tables.pilots.of(name).stream().map(Pilot::directory))
                .filter(d -> tables.removedDirectories.find(d).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    List<RequestName> old(Instant endedBefore, String root, int limit) {
        return tables.requests.all().stream()
                .map(MemoryTables.Row::request)
                .filter(r ->
                        r.status().isFinal() && !r.owing() && r.statusSince().isBefore(endedBefore))
                .filter(r -> of(r.name()).stream().anyMatch(d -> d.startsWith(root + "/")))
                .sorted(Comparator.comparing(Request::statusSince)
                        .thenComparing(r -> r.name().value()))
                .map(Request::name)
                .limit(limit)
                .toList();
    }
}
