package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.splitting.Inputs;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.store.Stores;

/** A small request to audit, and what an audit says of it. */
final class Audited {
    private Audited() {}

    /** Two jobs a work unit, two work units a round. */
    static final PlanningSettings SMALL = new PlanningSettings(2, 2, PlanningSettings.DEFAULT.throttles());

    /** Two files of ten lumi sections in run 1: four work units of at most two jobs of three sections each. */
    static LedgerWorld world(Requests requests) {
        return new LedgerWorld(
                requests.make(), new Inputs().block("T2_CH_CERN", 100, 100).blocks(), SMALL);
    }

    static LedgerWorld world() {
        return world(new Requests());
    }

    static AuditResult audit(Stores stores, LedgerWorld world) {
        return new Audit(stores).full(world.name);
    }

    static String difference(Stores stores, LedgerWorld world) {
        assertThat(audit(world.stores, world).firstDifference())
                .as("before it was tampered with")
                .isEmpty();
        AuditResult result = audit(stores, world);
        assertThat(result.isClean()).isFalse();
        return result.firstDifference().orElseThrow();
    }

    static String named(WorkUnit unit) {
        return "work unit " + unit.id() + " (round " + unit.round() + ", " + unit.ordinal() + ")";
    }

    static Map<LedgerState, Long> only(LedgerState only, long positions) {
        Map<LedgerState, Long> states = new java.util.EnumMap<>(LedgerState.class);
        for (LedgerState state : LedgerState.values()) {
            states.put(state, state == only ? positions : 0);
        }
        return states;
    }
}
