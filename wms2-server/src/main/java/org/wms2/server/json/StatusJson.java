package org.wms2.server.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.UnitStatus;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.ClaimView;

/**
 * Where a request stands in HTCondor.
 *
 * @param workUnits of the newest DAG
 * @param states nodes of the newest DAG, by state
 * @param notes what could not be asked
 */
public record StatusJson(
        String request,
        String status,
        Instant statusSince,
        int round,
        Optional<String> drivenBy,
        List<DagLineJson> dags,
        List<UnitLineJson> workUnits,
        Map<String, Long> states,
        long nodes,
        BlockageJson health,
        List<String> notes) {

    /** One attempt of one round. */
    public record DagLineJson(
            String id,
            int round,
            int attempt,
            String status,
            Optional<String> cluster,
            int workUnits,
            long jobs,
            String reason,
            Instant since) {
        static DagLineJson of(Dag dag) {
            return new DagLineJson(
                    dag.key().tag().toString(),
                    dag.round(),
                    dag.key().attempt(),
                    dag.status().word(),
                    Optional.ofNullable(dag.cluster()).map(Object::toString),
                    dag.workUnits(),
                    dag.jobs(),
                    dag.reason(),
                    dag.statusSince());
        }
    }

    /** One work unit. */
    public record UnitLineJson(
            String id,
            int ordinal,
            String state,
            Optional<String> site,
            Instant since,
            long nodes,
            Map<String, Long> states) {
        static UnitLineJson of(UnitStatus unit) {
            return new UnitLineJson(
                    unit.id().toString(),
                    unit.ordinal(),
                    unit.word(),
                    Optional.ofNullable(unit.site()).map(SiteName::toString),
                    unit.since(),
                    unit.total(),
                    NodesJson.states(unit.states()));
        }
    }

    /** The form of a status. */
    public static StatusJson of(LiveStatus status) {
        return new StatusJson(
                status.request().name().value(),
                status.request().status().word(),
                status.request().statusSince(),
                status.request().round(),
                status.claim().filter(ClaimView::live).map(ClaimView::owner),
                status.dags().stream().map(DagLineJson::of).toList(),
                status.units().stream().map(UnitLineJson::of).toList(),
                NodesJson.states(status.states()),
                status.total(),
                BlockageJson.of(status.health()),
                status.notes());
    }
}
