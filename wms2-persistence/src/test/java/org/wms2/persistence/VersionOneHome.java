package org.wms2.persistence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;

/** A database as version 1 of the tables has it, with rows that the program of that version wrote. */
final class VersionOneHome {
    private static final String FILES = """
            [{"ordinal":0,"lfn":"/store/data/Era/Sample/RAW/v1/0.root","bytes":1000,"events":10,
              "runs":[[370000,[[1,2]]]]}]""";

    private final TestPostgres postgres;

    VersionOneHome(TestPostgres postgres) {
        this.postgres = postgres;
        migrate("1");
    }

    /** Brings the tables to a version, with what they hold. */
    void migrate(String version) {
        DatabaseSettings settings = postgres.settings();
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    void request(String name, String status) {
        postgres.execute("""
                INSERT INTO requests (name, source_name, processing_version, status, spec, raw_document, options, priority,
                    reason, suggestion, round, planned_units, input_exhausted, created_at, status_since, next_look, version)
                VALUES ('%s', '%s', 1, '%s', '%s', '{}', '%s', 1000, 'as it was', 'do this', 0, 2, false,
                    '2026-03-01T12:00Z', '2026-03-01T12:00Z', '9999-12-31T23:59:59Z', 7)
                """.formatted(name, name, status, json("spec", name), json("options", name)));
        postgres.execute(
                "INSERT INTO workflows (request, type, splitting, body) VALUES ('%s', 'ReReco', 'FileBased', '%s')"
                        .formatted(name, json("workflow", name)));
    }

    void snapshot(String name) {
        postgres.execute("INSERT INTO input_snapshots (request, dataset, taken_at, blocks, files, events, bytes)"
                + " VALUES ('%s', '/Sample/Era-v1/RAW', '2026-03-01T13:00Z', 1, 1, 10, 1000)".formatted(name));
        postgres.execute("INSERT INTO input_snapshot_blocks (snapshot, ordinal, name, rses, files)"
                + " SELECT id, 0, '/Sample/Era-v1/RAW#b0', '[\"T2_CH_CERN\"]', '\\x%s' FROM input_snapshots"
                        .formatted(HexFormat.of().formatHex(zipped(FILES)))
                + " WHERE request = '" + name + "'");
    }

    void dag(String name, String status) {
        String key = "'" + name + "-v1-r0', 0, '" + name + "', 0, '";
        postgres.execute("INSERT INTO dags (tag, attempt, request, round, status, directory, work_units, jobs,"
                + " expected_events, reason, status_since) VALUES (" + key + status
                + "', '/spool', 1, 4, 1000, '', now())");
        postgres.execute("INSERT INTO work_units (id, request, tag, attempt, round, ordinal, status, jobs, files,"
                + " expected_events, status_since) VALUES ('aaaaaaaaab', '" + name + "', '" + name
                + "-v1-r0', 0, 0, 0, 'running', 4, 2, 1000, now())");
    }

    private static String json(String what, String name) {
        try (InputStream in = VersionOneHome.class.getResourceAsStream("/v1/" + what + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("NAME", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
