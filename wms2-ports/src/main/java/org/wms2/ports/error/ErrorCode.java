package org.wms2.ports.error;

/**
 * What went wrong, in the same word everywhere: the REST answer, the CLI's exit status, the metric's label, the docs.
 */
public enum ErrorCode {
    /** The call itself is wrong (flags, parameters). */
    USAGE(ErrorCategory.USER, false),
    /** A request, document or name that WMS2 cannot process. */
    INPUT_REFUSED(ErrorCategory.USER, false),
    /** Valid, but this version of WMS2 does not do it yet. */
    NOT_YET(ErrorCategory.USER, false),
    /** No such request, dataset, configuration or file. */
    NOT_FOUND(ErrorCategory.USER, false),
    /** It exists already, or another process has it, or it is in a state that forbids the call. */
    CONFLICT(ErrorCategory.USER, false),
    /** The caller may not do this. */
    NOT_ALLOWED(ErrorCategory.USER, false),
    /** A service answered no, and would do so again. */
    SERVICE_REFUSED(ErrorCategory.EXTERNAL, false),
    /** A service did not answer, or said try later; nothing is known of the effect. */
    SERVICE_UNAVAILABLE(ErrorCategory.EXTERNAL, true),
    /** Our database does not answer, or is newer than this program. */
    DATABASE_UNAVAILABLE(ErrorCategory.EXTERNAL, true),
    /** Our own fault. */
    INTERNAL(ErrorCategory.INTERNAL, false);

    private final ErrorCategory category;
    private final boolean retryable;

    ErrorCode(ErrorCategory category, boolean retryable) {
        this.category = category;
        this.retryable = retryable;
    }

    /** Who has to act. */
    public ErrorCategory category() {
        return category;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
