package org.wms2.domain.ledger;

import java.util.List;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/** Compares the files of one merged work unit with what its jobs were to make. */
record OutputCheck(Workflow workflow, Findings findings) {

    /** @param where the work unit's name in words */
    void check(String where, WorkUnit unit, List<UnitJobs.Placed> jobs, List<RegisteredFile> files) {
        Sections expected = Sections.of(jobs);
        boolean known = Sections.knownOf(jobs);
        for (OutputModule output : workflow.keptOutputs()) {
            String what = where + ": dataset " + output.dataset();
            List<OutputFile> mine = files.stream()
                    .map(RegisteredFile::file)
                    .filter(f -> isOf(output, f))
                    .toList();
            long events = mine.stream().mapToLong(OutputFile::events).sum();
            findings.compare(AuditCheck.OUTPUT_EVENTS, what + ": events", unit.expectedEvents(), events);
            lumis(what, mine, expected, known);
        }
        for (RegisteredFile file : files) {
            if (workflow.keptOutputs().stream().noneMatch(o -> isOf(o, file.file()))) {
                findings.differs(
                        AuditCheck.OUTPUT_EVENTS,
                        where + ": file " + file.file().lfn() + " is of no kept output: "
                                + file.file().dataset() + ", " + file.file().step() + ", "
                                + file.file().module());
            }
        }
    }

    private static boolean isOf(OutputModule output, OutputFile file) {
        return file.dataset().equals(output.dataset())
                && file.step().equals(output.step())
                && file.module().equals(output.module());
    }

    /** @param known whether the expected ones are all: what else comes of a file that DBS says nothing of is its own */
    private void lumis(String what, List<OutputFile> files, Sections expected, boolean known) {
        Sections there = new Sections();
        for (OutputFile file : files) {
            String twice = add(file, there);
            if (!twice.isEmpty()) {
                findings.differs(AuditCheck.OUTPUT_LUMIS, what + ": file " + file.lfn() + " names " + twice + " twice");
                return;
            }
        }
        String lost = expected.firstNotIn(there);
        String strange = known ? there.firstNotIn(expected) : "";
        String often = known ? there.firstMoreThanIn(expected) : "";
        if (!lost.isEmpty()) {
            findings.differs(AuditCheck.OUTPUT_LUMIS, what + " lacks " + lost + ", which its input has");
        } else if (!strange.isEmpty()) {
            findings.differs(AuditCheck.OUTPUT_LUMIS, what + " has " + strange + ", which its input has not");
        } else if (!often.isEmpty()) {
            findings.differs(AuditCheck.OUTPUT_LUMIS, what + " has " + often + " in more files than jobs read it");
        } else {
            findings.same(AuditCheck.OUTPUT_LUMIS);
        }
    }

    /** Adds the sections of a file; the first that the file names twice, empty if it does not. */
    private static String add(OutputFile file, Sections all) {
        Sections own = new Sections();
        for (LumiEvents lumi : file.lumis()) {
            if (own.add(lumi.run(), lumi.lumi()) > 1) {
                return Sections.words(lumi.run(), lumi.lumi());
            }
            all.add(lumi.run(), lumi.lumi());
        }
        return "";
    }
}
