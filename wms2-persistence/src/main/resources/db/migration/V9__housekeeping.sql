-- Submit directories that are there no more. A table of its own: all attempts of a DAG share one directory.
CREATE TABLE removed_directories (
    directory  TEXT PRIMARY KEY,
    request    TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    archive    TEXT NOT NULL,
    files      BIGINT NOT NULL CHECK (files >= 0),
    bytes      BIGINT NOT NULL CHECK (bytes >= 0),
    removed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX removed_directories_request ON removed_directories (request);

-- A request waits for room on the disk of the submit directories, or of the pool.
ALTER TABLE requests
    DROP CONSTRAINT requests_cause,
    ADD CONSTRAINT requests_cause CHECK (cause IN (
        'none', 'admission', 'priority', 'no_site', 'input_not_on_disk', 'pileup', 'open_dataset', 'pilot', 'dag_running',
        'dagman_held', 'outputs', 'stopping', 'dbs_silent', 'rucio_silent', 'reqmgr2_silent', 'config_cache_silent',
        'cric_silent', 'schedd_silent', 'disk_full', 'other_place', 'own_error', 'operator', 'quarantine', 'refused',
        'failures', 'dag_lost', 'output_conflict', 'ledger', 'empty_input'));
