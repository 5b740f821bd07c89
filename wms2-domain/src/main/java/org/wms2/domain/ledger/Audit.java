package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.Workflow;

/**
 * Proves from what is stored that every unit of a request's input is in exactly one state and that the outputs hold what
 * went in, or names the first difference. Reads only; changes nothing. In memory: the rows of one round's work units, and
 * the jobs and files of one work unit.
 */
public final class Audit {
    /** Looks at a request that moves, before it is asked to be looked at later. */
    private static final int LOOKS = 3;

    private final Stores stores;

    public Audit(Stores stores) {
        this.stores = stores;
    }

    /**
     * Everything: the ledger, the snapshot's own sums, and every work unit.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no request, or no ledger of it ({@link EarlierPlans}); CONFLICT if it changes whenever it is looked at,
     *     so that what differs may only be what was read before and after a change
     */
    public AuditResult full(RequestName request) {
        return audit(request, OptionalInt.empty());
    }

    /**
     * The ledger in sum, and the work units of one round: for its end.
     *
     * @param round from 0
     * @throws Wms2Exception as for {@link #full}
     */
    public AuditResult round(RequestName request, int round) {
        return audit(request, OptionalInt.of(round));
    }

    /** What is stored is read bit by bit: differences count if nothing has changed meanwhile. */
    private AuditResult audit(RequestName request, OptionalInt only) {
        for (int look = 0; look < LOOKS; look++) {
            State before = state(request);
            AuditResult result = look(request, only);
            if (result.isClean() || state(request).equals(before)) {
                return result;
            }
        }
        throw new Wms2Exception(
                ErrorCode.CONFLICT,
                "request " + request + " changed " + LOOKS + " times while it was audited, so that nothing can be said:"
                        + " audit it again when it waits or has ended");
    }

    private Request request(RequestName name) {
        return stores.requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
    }

    /** What moves whenever something is stored: a reading of the input leaves the request's row as it is. */
    private record State(long version, Optional<SnapshotHeader> snapshot) {}

    private State state(RequestName name) {
        return new State(request(name).version(), stores.snapshots().header(name));
    }

    private AuditResult look(RequestName request, OptionalInt only) {
        Workflow workflow = stores.work()
                .workflow(request)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.NOT_FOUND, "request " + request + " has no workflow yet: there is nothing to audit"));
        Optional<SnapshotHeader> header = stores.snapshots().header(request);
        long positions = workflow.generation()
                .map(GeneratorRange::events)
                .orElseGet(() -> header.map(SnapshotHeader::positions).orElse(0L));
        EarlierPlans.refuse(stores, workflow, positions);
        Findings findings = new Findings();
        UnitRounds rounds = new UnitRounds(stores.work(), request);
        ClaimCheck claims = new ClaimCheck(stores.ledger(), request, rounds, positions, findings);
        Map<LedgerState, Long> states = claims.check();
        leftBehind(request, states, findings);
        if (only.isEmpty() && header.isPresent() && workflow.inputSelection().isPresent()) {
            new SnapshotCheck(workflow, stores.snapshots(), findings).check(header.get());
        }
        UnitCheck units = new UnitCheck(stores, workflow, positions, findings);
        for (int round : only.isPresent() ? List.of(only.getAsInt()) : rounds.rounds()) {
            rounds.units(round).forEach(units::check);
        }
        if (only.isEmpty()) {
            compare(units.states(), states, findings);
        }
        return new AuditResult(
                request,
                only,
                counted(workflow),
                positions,
                states,
                only.isPresent() ? List.of() : excluded(request, claims, states),
                units.units(),
                findings.checks());
    }

    /** Input may wait as long as there is a round to come, or as long as nobody has said that there is none. */
    private void leftBehind(RequestName name, Map<LedgerState, Long> states, Findings findings) {
        findings.make(AuditCheck.LEFT_BEHIND);
        Request request = request(name);
        boolean completed = request.status() == RequestStatus.COMPLETED;
        boolean lastEnded = request.inputExhausted()
                && stores.work().dags(name).stream().noneMatch(d -> d.status().isOpen());
        if (completed || lastEnded) {
            findings.compare(
                    AuditCheck.LEFT_BEHIND,
                    "positions that are available although "
                            + (completed ? "the request is completed" : "its last round has ended"),
                    0,
                    states.getOrDefault(LedgerState.AVAILABLE, 0L));
        }
    }

    /** The ledger's own sums against those of the work units' rows. */
    private static void compare(Map<LedgerState, Long> ofUnits, Map<LedgerState, Long> ofLedger, Findings findings) {
        for (LedgerState state : LedgerState.values()) {
            if (state != LedgerState.EXCLUDED && state != LedgerState.AVAILABLE) {
                findings.compare(
                        AuditCheck.STATES,
                        "positions of work units that are " + state.word(),
                        ofUnits.getOrDefault(state, 0L),
                        ofLedger.getOrDefault(state, 0L));
            }
        }
    }

    private List<AuditResult.Excluded> excluded(RequestName request, ClaimCheck claims, Map<LedgerState, Long> states) {
        Map<ExclusionReason, AuditResult.Excluded> byReason = new EnumMap<>(ExclusionReason.class);
        if (states.getOrDefault(LedgerState.EXCLUDED, 0L) > 0) {
            claims.excluded()
                    .forEach((reason, positions) ->
                            byReason.put(reason, new AuditResult.Excluded(reason, positions, 0, 0, 0)));
        }
        for (Exclusion exclusion : stores.snapshots().exclusions(request)) {
            ExclusionReason reason = exclusion.reason();
            AuditResult.Excluded sum = byReason.getOrDefault(reason, new AuditResult.Excluded(reason, 0, 0, 0, 0));
            byReason.put(
                    reason,
                    new AuditResult.Excluded(
                            reason,
                            sum.positions(),
                            sum.files() + exclusion.files(),
                            sum.lumis() + exclusion.lumis(),
                            sum.events() + exclusion.events()));
        }
        return new ArrayList<>(byReason.values());
    }

    /** What one position of a workflow is, in words. */
    public static String counted(Workflow workflow) {
        if (workflow.generation().isPresent()) {
            return "events to generate";
        }
        return switch (workflow.splitting().algo()) {
            case FILE_BASED -> "files";
            case EVENT_BASED -> "events of files";
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED -> "lumi sections of files";
        };
    }
}
