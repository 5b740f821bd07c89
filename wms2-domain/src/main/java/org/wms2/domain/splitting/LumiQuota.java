package org.wms2.domain.splitting;

/** How many lumi sections a job takes: what LumiBased and EventAwareLumiBased differ in. */
interface LumiQuota {
    /** Lumi sections that the open job takes. */
    long perJob();

    /**
     * A file begins.
     *
     * @param average its events per lumi section
     * @param lumis its lumi sections, good or not, 1 or more
     * @param inJob lumi sections that the open job has
     * @return whether the next lumi section begins a new job
     */
    boolean beginFile(long average, long lumis, long inJob);

    /**
     * A job begins, within a file.
     *
     * @return its failure: 0 or WMCore's code
     */
    int beginJob();

    /** The open job took lumi sections of the file. */
    void took(long lumis);

    /** The file has ended. */
    void endFile();

    /** How many lumi sections of the file the total still allows; 0 ends the pass. */
    long allowed();

    /** Whether a file is over the job time limit. */
    boolean overLimit(long average, long lumis);
}
