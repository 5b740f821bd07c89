package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/** How a column's value becomes a Java value and back. */
final class Columns {
    /** What "never" is stored as: PostgreSQL's times end before Java's. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Columns() {}

    /** PostgreSQL keeps microseconds; the rest is cut off, as an earlier look is harmless and a later one is not. */
    static OffsetDateTime time(Instant instant) {
        Instant stored = instant.isAfter(LAST) ? LAST : instant.truncatedTo(ChronoUnit.MICROS);
        return stored.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }

    /** A column that is declared NOT NULL. */
    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** The enum constant of a column that holds its word, the name in lower case. */
    static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(row, column).toUpperCase(Locale.ROOT));
    }
}
