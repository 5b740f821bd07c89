package org.wms2.ports.workflow;

import org.wms2.ports.error.InputRefusedException;

/**
 * How LumiBased and EventAwareLumiBased group lumi sections (contracts/cms.md 2.5, 2.6).
 *
 * @param haltOnFileBoundaries whether a job never takes lumi sections of two files
 * @param splitOnRun whether a job never takes lumi sections of two runs
 * @param correctLumis whether a lumi section that several files of a block have is processed once, by a job that reads
 *     all of them
 * @param jobTimeLimit seconds above which a file of one lumi section is not processed, above 0
 */
public record LumiRules(boolean haltOnFileBoundaries, boolean splitOnRun, boolean correctLumis, long jobTimeLimit) {
    /** WMCore's defaults: jobs span files, not runs; no correction; 48 hours. */
    public static final LumiRules DEFAULT = new LumiRules(false, true, false, 172_800);

    public LumiRules {
        if (jobTimeLimit < 1) {
            throw new InputRefusedException("job_time_limit", String.valueOf(jobTimeLimit), "1 second or more");
        }
    }
}
