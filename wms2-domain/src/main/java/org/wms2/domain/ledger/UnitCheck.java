package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.Workflow;

/** Checks work units one after the other: their sums against their positions, their outputs against their jobs. */
final class UnitCheck {
    private final Stores stores;
    private final Workflow workflow;
    private final long positions;
    private final Findings findings;
    private final UnitJobs unitJobs;
    private final OutputCheck outputs;
    private final GeneratedSections generated = new GeneratedSections();
    private final Map<LedgerState, Long> states = new EnumMap<>(LedgerState.class);
    private long units;

    UnitCheck(Stores stores, Workflow workflow, long positions, Findings findings) {
        this.stores = stores;
        this.workflow = workflow;
        this.positions = positions;
        this.findings = findings;
        this.unitJobs = new UnitJobs(workflow, span -> stores.snapshots().blocks(workflow.request(), span));
        this.outputs = new OutputCheck(workflow, findings);
        findings.make(AuditCheck.WORK_UNITS);
        findings.make(AuditCheck.OUTPUT_EVENTS);
        findings.make(AuditCheck.OUTPUT_LUMIS);
        if (workflow.generation().isPresent()) {
            findings.make(AuditCheck.GENERATED);
        }
    }

    /** How a difference names a work unit. */
    static String name(WorkUnit unit) {
        return "work unit " + unit.id() + " (round " + unit.round() + ", " + unit.ordinal() + ")";
    }

    /** Positions of the units so far, by the state that their status says. */
    Map<LedgerState, Long> states() {
        return states;
    }

    /** Work units so far. */
    long units() {
        return units;
    }

    void check(WorkUnit unit) {
        units++;
        List<Span> spans = stores.ledger().spans(unit.request(), unit.id());
        if (unit.status() != WorkUnitStatus.REPLACED) {
            states.merge(LedgerStates.of(unit.status()), Spans.size(spans), Long::sum);
        }
        if (spans.isEmpty()) {
            findings.differs(
                    AuditCheck.CLAIMS, name(unit) + " is " + unit.status().word() + " and has no position");
            return;
        }
        if (spans.getLast().end() > positions) {
            findings.differs(
                    AuditCheck.CLAIMS,
                    name(unit) + " has positions " + spans.getLast() + ", and there are only " + positions);
            return;
        }
        findings.same(AuditCheck.CLAIMS);
        List<UnitJobs.Placed> jobs = unitJobs.of(spans);
        sums(unit, spans, jobs);
        if (unit.status() != WorkUnitStatus.REPLACED) {
            generated(unit, jobs);
        }
        List<RegisteredFile> files = stores.outputs().filesOf(unit.request(), unit.id());
        if (unit.status() == WorkUnitStatus.MERGED || unit.status() == WorkUnitStatus.REGISTERED) {
            outputs.check(name(unit), unit, jobs, files);
        } else if (!files.isEmpty()) {
            findings.differs(
                    AuditCheck.OUTPUT_EVENTS,
                    name(unit) + " is " + unit.status().word() + " and has a merged file, "
                            + files.getFirst().file().lfn());
        }
    }

    private void sums(WorkUnit unit, List<Span> spans, List<UnitJobs.Placed> jobs) {
        List<Span> processed = new ArrayList<>();
        long files = 0;
        long events = 0;
        for (UnitJobs.Placed placed : jobs) {
            processed.addAll(placed.job().spans());
            files += placed.job().inputs().size();
            events += placed.job().outputEvents();
        }
        String name = name(unit);
        if (Spans.size(processed) == Spans.size(spans)
                && Spans.joined(processed).equals(Spans.joined(spans))) {
            findings.same(AuditCheck.WORK_UNITS);
        } else {
            findings.differs(
                    AuditCheck.WORK_UNITS,
                    name + ": it has positions " + spans + ", its jobs process " + Spans.joined(processed));
        }
        findings.compare(AuditCheck.WORK_UNITS, name + ": jobs", jobs.size(), unit.jobs());
        findings.compare(AuditCheck.WORK_UNITS, name + ": input files", files, unit.files());
        findings.compare(AuditCheck.WORK_UNITS, name + ": expected events", events, unit.expectedEvents());
    }

    private void generated(WorkUnit unit, List<UnitJobs.Placed> jobs) {
        for (UnitJobs.Placed placed : jobs) {
            EventRange range = placed.job().range();
            if (range == null || workflow.generation().isEmpty()) {
                continue;
            }
            OptionalLong twice = generated.add(range.firstLumi(), range.lastLumi());
            if (twice.isPresent()) {
                findings.differs(
                        AuditCheck.GENERATED,
                        name(unit) + ": job " + placed.index() + " generates "
                                + Sections.words(range.run(), twice.getAsLong()) + ", which another job has");
            } else {
                findings.same(AuditCheck.GENERATED);
            }
        }
    }
}
