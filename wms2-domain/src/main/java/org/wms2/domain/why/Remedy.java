package org.wms2.domain.why;

import org.wms2.ports.request.Cause;

/** What a person does about each cause, where no exact command is known. The table of docs/operations.md is made of it. */
public final class Remedy {
    private Remedy() {}

    /** One sentence; NAME stands for the request's name. */
    public static String of(Cause cause) {
        return switch (cause) {
            case NONE -> "nothing: it moves by itself";
            case ADMISSION -> "wait for a DAG to end, or raise max-active-dags and start the server anew";
            case PRIORITY -> "wait, or give it a higher priority: wms2 priority NAME N";
            case NO_SITE ->
                "by term: wms2 site unban SITE, wms2 site enable SITE; a whitelist or blacklist is changed in ReqMgr2, then"
                        + " wms2 restart NAME --reason TEXT";
            case INPUT_NOT_ON_DISK -> "ask the transfer team for a Rucio rule that brings the input to a disk";
            case PILEUP -> "ask the transfer team for a Rucio rule that brings the pileup to where it may run";
            case OPEN_DATASET -> "wait for new files or for OpenRunningTimeout; to do without more: wms2 finish NAME";
            case PILOT -> "nothing: it is measured; if it never ends: wms2 stop NAME --requeue";
            case DAG_RUNNING -> "nothing while jobs run; idle jobs want free slots at their sites, held ones a look";
            case DAGMAN_HELD -> "mend what HTCondor says, then wms2 release NAME";
            case OUTPUTS -> "wait for Rucio's transfers; a rule that is stuck is for the transfer team";
            case STOPPING -> "wait for HTCondor to remove the jobs; see condor_q -nobatch of the tag";
            case DBS_SILENT -> "tell the operators of DBS; it is tried again by itself";
            case RUCIO_SILENT -> "tell the operators of Rucio; it is tried again by itself";
            case REQMGR2_SILENT -> "tell the operators of ReqMgr2; it is tried again by itself";
            case CONFIG_CACHE_SILENT -> "tell the operators of ConfigCache; it is tried again by itself";
            case CRIC_SILENT -> "tell the operators of CRIC; it is tried again by itself";
            case SCHEDD_SILENT -> "look at the schedd: condor_q, its SchedLog; it is tried again by itself";
            case DISK_FULL ->
                "make room: wms2 archive NAME --delete of requests that have ended, or another disk; looked at again by itself";
            case OTHER_PLACE ->
                "run wms2 serve where its submit directory is; a dead server's lease runs out by itself";
            case OWN_ERROR -> "nothing yet: tried again, then quarantined; keep the server's log";
            case OPERATOR -> "wms2 release NAME";
            case QUARANTINE -> "report the reason and the server's log as a fault of WMS2, then wms2 release NAME";
            case REFUSED -> "mend what the reason says, then wms2 release NAME";
            case FAILURES -> "see wms2 show NAME: what failed where; then wms2 release NAME, finish or fail";
            case DAG_LOST -> "find out who removed it, then wms2 release NAME";
            case OUTPUT_CONFLICT -> "compare the outputs with wms2 audit NAME, then wms2 release NAME or fail";
            case LEDGER -> "see wms2 audit NAME, and report it as a fault of WMS2";
            case EMPTY_INPUT -> "compare LumiList and run lists with the dataset; mend them in ReqMgr2, then restart";
        };
    }

    /** The same for one request. */
    static String of(Cause cause, String name) {
        return of(cause).replace("NAME", name);
    }
}
