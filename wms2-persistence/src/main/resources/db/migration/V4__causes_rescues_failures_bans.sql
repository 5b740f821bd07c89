-- Why a request does not move, and since when; how many of its production steps it has taken; whether a final one still
-- owes something to a service; its processing versions before and after.
ALTER TABLE requests
    ADD COLUMN cause         TEXT        NOT NULL DEFAULT 'none' CONSTRAINT requests_cause CHECK (cause IN (
        'none', 'admission', 'priority', 'no_site', 'input_not_on_disk', 'pileup', 'open_dataset', 'pilot', 'dag_running',
        'dagman_held', 'outputs', 'stopping', 'dbs_silent', 'rucio_silent', 'reqmgr2_silent', 'config_cache_silent',
        'cric_silent', 'schedd_silent', 'other_place', 'own_error', 'operator', 'quarantine', 'refused', 'failures',
        'dag_lost', 'output_conflict', 'ledger', 'empty_input')),
    ADD COLUMN cause_since   TIMESTAMPTZ,
    ADD COLUMN steps_taken   INTEGER     NOT NULL DEFAULT 0 CHECK (steps_taken >= 0),
    ADD COLUMN owing         BOOLEAN     NOT NULL DEFAULT FALSE,
    ADD COLUMN restart_of    TEXT COLLATE "C" REFERENCES requests (name),
    ADD COLUMN superseded_by TEXT COLLATE "C" REFERENCES requests (name);

-- Options that earlier versions did not have: no pilot, and the server's error rule.
UPDATE requests
SET cause_since = status_since,
    options = '{"pilot": false, "errorHoldRatio": null, "maxRescues": null}' || options;

-- An order needs a column: urgent ones come first wherever requests wait.
ALTER TABLE requests
    ALTER COLUMN cause_since SET NOT NULL,
    ALTER COLUMN cause DROP DEFAULT,
    ALTER COLUMN steps_taken DROP DEFAULT,
    ALTER COLUMN owing DROP DEFAULT,
    ADD COLUMN urgent BOOLEAN NOT NULL GENERATED ALWAYS AS (coalesce(options -> 'urgent' = 'true', FALSE)) STORED;

DROP INDEX requests_due;
CREATE INDEX requests_due ON requests (next_look) WHERE owing OR status NOT IN ('completed', 'failed', 'aborted');
DROP INDEX requests_queued;
CREATE INDEX requests_queued ON requests (urgent DESC, priority DESC, created_at, name) WHERE status = 'queued';

-- One row for what failed alike in an attempt of a work unit, never one per job. No site: they never said where they ran.
CREATE TABLE failures (
    request   TEXT COLLATE "C" NOT NULL,
    work_unit TEXT COLLATE "C" NOT NULL,
    attempt   INTEGER NOT NULL CHECK (attempt >= 0),
    site      TEXT COLLATE "C" CHECK (site <> ''),
    category  TEXT COLLATE "C" NOT NULL CONSTRAINT failures_category CHECK (category IN (
        'payload', 'input', 'site', 'storage', 'memory', 'time', 'plan', 'merge', 'killed', 'launcher', 'unknown')),
    exit_code INTEGER NOT NULL,
    nodes     INTEGER NOT NULL CHECK (nodes >= 1),
    node      TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    FOREIGN KEY (request, work_unit) REFERENCES work_units (request, id)
);

CREATE UNIQUE INDEX failures_once ON failures (request, work_unit, attempt, coalesce(site, ''), category, exit_code);

-- No request: of all requests. One that is over is kept until a later one of the same site and request replaces it.
CREATE TABLE site_bans (
    site    TEXT COLLATE "C" NOT NULL CHECK (site <> ''),
    request TEXT COLLATE "C" REFERENCES requests (name),
    reason  TEXT        NOT NULL,
    who     TEXT        NOT NULL,
    since   TIMESTAMPTZ NOT NULL,
    until   TIMESTAMPTZ NOT NULL
);

CREATE UNIQUE INDEX site_bans_once ON site_bans (site, coalesce(request, ''));
CREATE INDEX site_bans_holding ON site_bans (until);
