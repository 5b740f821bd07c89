package org.wms2.ports.request;

import java.util.Locale;

/**
 * Why a request does not move: what a working one waits for, or why it is held. Kept with the time since when it is so,
 * in {@link Request#causeSince}; the words that go with it are {@link Request#reason}.
 */
public enum Cause {
    /** It waits for nothing. */
    NONE(Owner.OURSELVES),

    /** All slots for DAGs are taken. */
    ADMISSION(Owner.ADMISSION),
    /** Slots are free, but for requests that come before it: urgent ones, those of higher priority, older ones. */
    PRIORITY(Owner.ADMISSION),
    /** No site may run it: one term of its site list after the other has taken them away. */
    NO_SITE(Owner.SITE),
    /** No disk has a complete replica of its input. */
    INPUT_NOT_ON_DISK(Owner.RUCIO),
    /** Pileup is not where it could run. */
    PILEUP(Owner.RUCIO),
    /** Its input dataset is open and has nothing new. */
    OPEN_DATASET(Owner.DBS),
    /** The pilot runs. */
    PILOT(Owner.SCHEDD),
    /** Its DAG is in HTCondor and makes progress at its own pace. */
    DAG_RUNNING(Owner.SITE),
    /** DAGMan itself is held. */
    DAGMAN_HELD(Owner.SCHEDD),
    /** Its outputs are on their way through DBS and Rucio. */
    OUTPUTS(Owner.RUCIO),
    /** HTCondor has been asked to remove its DAG. */
    STOPPING(Owner.SCHEDD),
    /** DBS does not answer. */
    DBS_SILENT(Owner.DBS),
    /** Rucio does not answer. */
    RUCIO_SILENT(Owner.RUCIO),
    /** ReqMgr2 does not answer. */
    REQMGR2_SILENT(Owner.REQMGR2),
    /** ConfigCache does not answer. */
    CONFIG_CACHE_SILENT(Owner.CONFIG_CACHE),
    /** CRIC does not answer. */
    CRIC_SILENT(Owner.CRIC),
    /** The schedd does not answer. */
    SCHEDD_SILENT(Owner.SCHEDD),
    /** The disk of the submit directories, or of the pool, has no room for its next DAG. */
    DISK_FULL(Owner.OPERATOR),
    /** This process cannot work on it where it is: another submit directory, another claim. */
    OTHER_PLACE(Owner.OPERATOR),
    /** An error of our own that is tried again. */
    OWN_ERROR(Owner.OURSELVES),

    /** Held: somebody wished it. */
    OPERATOR(Owner.OPERATOR),
    /** Held: errors of our own in a row. */
    QUARANTINE(Owner.OURSELVES),
    /** Held: an answer that waiting cannot change. */
    REFUSED(Owner.OPERATOR),
    /** Held: too many work units failed, or too often. */
    FAILURES(Owner.OPERATOR),
    /** Held: its DAG was removed or drained by somebody else, or DAGMan could not run it. */
    DAG_LOST(Owner.OPERATOR),
    /** Held: its outputs are not what was planned. */
    OUTPUT_CONFLICT(Owner.OURSELVES),
    /** Held: ledger, work units and outputs differ. */
    LEDGER(Owner.OURSELVES),
    /** Held: nothing of its input is left to process. */
    EMPTY_INPUT(Owner.OPERATOR);

    /** Who has to act before it moves. */
    public enum Owner {
        SITE,
        DBS,
        RUCIO,
        REQMGR2,
        CONFIG_CACHE,
        CRIC,
        SCHEDD,
        OPERATOR,
        ADMISSION,
        OURSELVES;

        /** The word used in answers and on screens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Owner owner;

    Cause(Owner owner) {
        this.owner = owner;
    }

    /** Who has to act before it moves. */
    public Owner owner() {
        return owner;
    }

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
