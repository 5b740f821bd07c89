package org.wms2.domain.ledger;

/** What an audit compares, in the order in which it reports. */
enum AuditCheck {
    CLAIMS("claims", "every work unit holds its positions, no position twice, none beyond the last"),
    STATES("states", "positions = excluded + available + planned + running + merged + registered + abandoned"),
    LEFT_BEHIND("left_behind", "nothing is available once the last round has ended, or the request is completed"),
    SNAPSHOT("snapshot", "positions and exclusions of each block = what its files give; blocks' sums = the snapshot's"),
    WORK_UNITS("work_units", "jobs, files and events of each work unit = what splitting its positions gives"),
    OUTPUT_EVENTS("output_events", "events of the files of each merged work unit and output dataset = those expected"),
    OUTPUT_LUMIS("output_lumis", "lumi sections of those files = those of the work unit's input"),
    GENERATED("generated", "no generated lumi section is given to two jobs");

    private final String word;
    private final String compared;

    AuditCheck(String word, String compared) {
        this.word = word;
        this.compared = compared;
    }

    String word() {
        return word;
    }

    String compared() {
        return compared;
    }
}
