package org.wms2.condor.read;

import org.jspecify.annotations.Nullable;

/** The words of a JOBSTATE_LOG that say what became of a node; what DAGMan writes besides them changes nothing. */
enum JobstateWord {
    SUBMIT,
    JOB_SUCCESS,
    JOB_FAILURE,
    POST_SCRIPT_STARTED,
    POST_SCRIPT_SUCCESS,
    POST_SCRIPT_FAILURE,
    PRE_SCRIPT_STARTED,
    PRE_SCRIPT_FAILURE,
    SUBMIT_FAILURE,
    DAGMAN_STARTED,
    DAGMAN_FINISHED,
    RECOVERY_STARTED,
    RECOVERY_FINISHED,
    RECOVERY_FAILURE;

    private static final JobstateWord[] ALL = values();

    /** The word that stands there; null for any other. */
    static @Nullable JobstateWord at(byte[] line, int from, int to) {
        for (JobstateWord word : ALL) {
            if (word.stands(line, from, to)) {
                return word;
            }
        }
        return null;
    }

    private boolean stands(byte[] line, int from, int to) {
        String text = name();
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != line[from + i]) {
                return false;
            }
        }
        return true;
    }
}
