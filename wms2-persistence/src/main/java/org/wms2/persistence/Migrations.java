package org.wms2.persistence;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.wms2.persistence.jdbi.Failures;
import org.wms2.ports.error.Wms2Exception;

/** The database's form: {@code db/migration} on the class path, applied by Flyway under its lock. */
final class Migrations {
    /** Lets one index hold a request's name and a range: the ledger's exclusion constraint needs it. */
    private static final String EXTENSION = "btree_gist";

    private Migrations() {}

    /**
     * Applies what is missing, on connections of its own: a long migration is under no limit of the pool's.
     *
     * @throws Wms2Exception DATABASE_UNAVAILABLE if the database is newer than this program; nothing is changed then
     */
    static void bringUpToDate(DatabaseSettings settings) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(settings.url(), orNull(settings.user()), orNull(settings.password()))
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .cleanDisabled(true)
                    .load();
            refuseNewer(flyway.info().all());
            flyway.migrate();
        } catch (FlywayException e) {
            if (e instanceof FlywayValidateException) {
                throw Failures.unavailable(
                        "the database was made by another build of this version, its tables differ from what this program"
                                + " expects: use that build, or make a new database ('wms2 local reset --yes' deletes the"
                                + " local profile's with all requests); " + Failures.oneLine(e),
                        e);
            }
            if (Failures.oneLine(e).contains(EXTENSION)) {
                throw withoutExtension(settings, e);
            }
            throw e.getCause() == null
                    ? Failures.unavailable("the database cannot be brought up to date: " + Failures.oneLine(e), e)
                    : Failures.of(e);
        }
    }

    private static Wms2Exception withoutExtension(DatabaseSettings settings, FlywayException e) {
        boolean refused = Failures.state(e).equals("42501");
        return Failures.unavailable(
                "the database needs PostgreSQL's extension " + EXTENSION
                        + (refused
                                ? ", which its user may not create: as a superuser, run 'CREATE EXTENSION " + EXTENSION
                                        + "' in database " + settings
                                : ", which its server does not have: install PostgreSQL's contrib modules on the server of "
                                        + settings)
                        + ", then start again; nothing was changed (" + Failures.oneLine(e) + ")",
                e);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void refuseNewer(MigrationInfo[] all) {
        MigrationVersion known = newest(all, false);
        MigrationVersion there = newest(all, true);
        if (there.isNewerThan(known)) {
            throw Failures.unavailable(
                    "database is at version " + there + ", this program knows up to " + known + ": upgrade the program",
                    null);
        }
    }

    private static MigrationVersion newest(MigrationInfo[] all, boolean future) {
        return Arrays.stream(all)
                .filter(m -> m.getVersion() != null && isFuture(m.getState()) == future)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    private static boolean isFuture(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }
}
