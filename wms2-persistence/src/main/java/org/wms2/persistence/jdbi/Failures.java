package org.wms2.persistence.jdbi;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** What a failed statement means (SQLSTATE: PostgreSQL's manual, appendix A). */
public final class Failures {
    /** Beside classes 08 (connection) and 53 (no resources): shut down, no such server yet, timeouts, deadlock. */
    private static final Set<String> TRY_LATER =
            Set.of("57P01", "57P02", "57P03", "57P05", "57014", "55P03", "25P03", "40001", "40P01");

    /** Characters that PostgreSQL cannot store: NUL in text, its escape in JSON. */
    private static final Set<String> NOT_STORABLE = Set.of("22021", "22P05");

    private Failures() {}

    /** The error to throw for one that JDBI, the pool or the driver threw. */
    public static Wms2Exception of(Throwable cause) {
        SQLException sql = sqlException(cause);
        if (sql == null) {
            return new Wms2Exception(ErrorCode.INTERNAL, "database access failed: " + cause.getMessage(), cause);
        }
        String state = state(cause);
        if (sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || TRY_LATER.contains(state)) {
            return unavailable(
                    "the database does not answer (" + oneLine(sql)
                            + "): nothing is known of the last write; check that it runs and try again",
                    cause);
        }
        if (NOT_STORABLE.contains(state)) {
            return new Wms2Exception(
                    ErrorCode.INPUT_REFUSED, "text with a NUL character cannot be stored: " + oneLine(sql), cause);
        }
        return new Wms2Exception(
                ErrorCode.INTERNAL, "the database refused a statement, SQLSTATE " + state + ": " + oneLine(sql), cause);
    }

    /** The SQLSTATE behind an error; empty if there is none. */
    public static String state(Throwable cause) {
        SQLException sql = sqlException(cause);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    /** The error for a database that does not answer. */
    public static Wms2Exception unavailable(String message, @Nullable Throwable cause) {
        return new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, message, cause);
    }

    /** A driver's message, on one line. */
    public static String oneLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }

    private static @Nullable SQLException sqlException(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
