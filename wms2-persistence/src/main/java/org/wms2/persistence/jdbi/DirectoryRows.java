package org.wms2.persistence.jdbi;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.id.RequestName;

/** Table removed_directories, and the directories that are not in it. */
final class DirectoryRows {
    private static final String ALL =
            "(SELECT request, directory FROM dags UNION SELECT request, directory FROM pilots)";

    private DirectoryRows() {}

    static List<String> there(Handle h, RequestName request) {
        return h.createQuery("SELECT d.directory FROM " + ALL + """
                         AS d
                        WHERE d.request = :request
                          AND NOT EXISTS (SELECT 1 FROM removed_directories r WHERE r.directory = d.directory)
                        ORDER BY d.directory COLLATE "C\"""")
                .bind("request", request.value())
                .mapTo(String.class)
                .list();
    }

    static List<RemovedDirectory> removed(Handle h, RequestName request) {
        return h.createQuery("""
                        SELECT * FROM removed_directories WHERE request = :request ORDER BY directory COLLATE "C\"""")
                .bind("request", request.value())
                .map((row, context) -> new RemovedDirectory(
                        Columns.text(row, "directory"),
                        request,
                        Columns.text(row, "archive"),
                        row.getLong("files"),
                        row.getLong("bytes"),
                        Columns.instant(row, "removed_at")))
                .list();
    }

    static List<RequestName> old(Handle h, Instant endedBefore, String root, int limit) {
        return h.createQuery("SELECT DISTINCT q.name COLLATE \"C\" AS name, q.status_since FROM " + ALL + """
                         AS d
                        JOIN requests q ON q.name = d.request
                        WHERE q.status IN ('completed', 'failed', 'aborted') AND NOT q.owing AND q.status_since < :before
                          AND starts_with(d.directory, :root)
                          AND NOT EXISTS (SELECT 1 FROM removed_directories r WHERE r.directory = d.directory)
                        ORDER BY q.status_since, 1 LIMIT :limit""")
                .bind("before", Columns.time(endedBefore))
                .bind("root", root + "/")
                .bind("limit", limit)
                .map((row, context) -> new RequestName(Columns.text(row, "name")))
                .list();
    }

    /** What is known of one that is gone stays. */
    static void put(Handle h, RemovedDirectory removed) {
        h.createUpdate("""
                        INSERT INTO removed_directories (directory, request, archive, files, bytes, removed_at)
                        VALUES (:directory, :request, :archive, :files, :bytes, :at) ON CONFLICT DO NOTHING""")
                .bind("directory", removed.directory())
                .bind("request", removed.request().value())
                .bind("archive", removed.archive())
                .bind("files", removed.files())
                .bind("bytes", removed.bytes())
                .bind("at", Columns.time(removed.removedAt()))
                .execute();
    }
}
