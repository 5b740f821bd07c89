package org.wms2.domain.view;

import java.util.Locale;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Why input is where it is, in words. */
final class Reasons {
    private Reasons() {}

    /** By which rule a block's input becomes jobs, and where it may run. */
    static String job(Workflow workflow, InputBlock block) {
        String places = workflow.sites().trustSitelists()
                ? ", read from wherever it is (TrustSitelists)"
                : block.rses().isEmpty() ? " has no complete replica" : " is at " + words(block.rses());
        return rule(workflow) + "; jobs stay within a block, and block " + block.name() + places;
    }

    /** How a workflow is split. */
    static String rule(Workflow workflow) {
        SplittingParameters parameters = workflow.splitting();
        String algo = parameters.algo().word();
        if (workflow.generation().isPresent()) {
            return algo + ": " + amount(parameters.eventsPerJob(), "event") + " per job, "
                    + amount(parameters.eventsPerLumi(), "event") + " per lumi section";
        }
        return algo + ": "
                + switch (parameters.algo()) {
                    case FILE_BASED -> amount(parameters.filesPerJob(), "file") + " per job, ordered by LFN";
                    case EVENT_BASED -> amount(parameters.eventsPerJob(), "event") + " of one file per job";
                    case LUMI_BASED ->
                        amount(parameters.lumisPerJob(), "lumi section") + " per job" + rules(parameters.lumiRules());
                    case EVENT_AWARE_LUMI_BASED ->
                        "lumi sections of about " + amount(parameters.eventsPerJob(), "event") + " per job"
                                + rules(parameters.lumiRules());
                };
    }

    private static String rules(LumiRules rules) {
        return (rules.haltOnFileBoundaries() ? ", never of two files" : ", also of several files")
                + (rules.splitOnRun() ? ", never of two runs" : ", also of several runs")
                + (rules.correctLumis() ? ", a lumi section of several files once" : "");
    }

    /** Why a workflow leaves input out. */
    static String exclusion(Workflow workflow, ExclusionReason reason) {
        String word = reason.word() + ": ";
        return word
                + switch (reason) {
                    case MASK -> "outside the request's LumiList";
                    case RUN_LIST -> "its run is not in RunWhitelist, or it is in RunBlacklist";
                    case BLOCK_LIST -> "its block is not in BlockWhitelist, or it is in BlockBlacklist";
                    case INVALID -> "the file is invalid in DBS";
                    case NO_LUMIS ->
                        "DBS knows no lumi section of the file, and "
                                + workflow.splitting().algo().word() + " goes by lumi section";
                    case BEYOND_TOTAL -> "beyond the total that was asked for";
                    case DUPLICATE ->
                        "an earlier file of the block has this lumi section; it is read together with that one";
                    case OVER_TIME_LIMIT ->
                        "this lumi section alone would run longer than the job time limit of "
                                + workflow.splitting().lumiRules().jobTimeLimit() + " s";
                    case GIVEN_UP -> "given up when the request was finished early";
                };
    }

    /** {@code 1 file}, {@code 1,200 files}. */
    static String amount(long number, String what) {
        return String.format(Locale.ROOT, "%,d", number) + " " + what + (number == 1 ? "" : "s");
    }

    private static String words(Iterable<?> names) {
        StringBuilder words = new StringBuilder();
        names.forEach(n -> words.append(words.isEmpty() ? "" : ", ").append(n));
        return words.toString();
    }
}
