-- The ledger: every unit of a request's input has a position, and a position has at most one active entry.
-- btree_gist is a trusted extension: whoever may create objects in the database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE ledger (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request   TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    span      INT8RANGE   NOT NULL CHECK (
        NOT isempty(span) AND NOT lower_inf(span) AND NOT upper_inf(span) AND lower(span) >= 0),
    work_unit TEXT COLLATE "C",
    reason    TEXT        CONSTRAINT ledger_reason CHECK (reason IN (
        'mask', 'run_list', 'block_list', 'invalid', 'no_lumis', 'beyond_total', 'duplicate', 'over_time_limit')),
    why       TEXT        NOT NULL,
    active    BOOLEAN     NOT NULL DEFAULT TRUE,
    at        TIMESTAMPTZ NOT NULL,
    CHECK ((work_unit IS NULL) <> (reason IS NULL)),
    FOREIGN KEY (request, work_unit) REFERENCES work_units (request, id),
    CONSTRAINT ledger_once EXCLUDE USING gist (request WITH =, span WITH &&) WHERE (active)
);

CREATE INDEX ledger_of_work_unit ON ledger (request, work_unit);
CREATE INDEX ledger_given_back ON ledger USING gist (request, span) WHERE (NOT active);

-- Input that never got a position, summed up by block and reason.
CREATE TABLE input_exclusions (
    snapshot BIGINT NOT NULL REFERENCES input_snapshots (id) ON DELETE CASCADE,
    block    TEXT COLLATE "C" NOT NULL,
    reason   TEXT   NOT NULL CONSTRAINT input_exclusions_reason CHECK (reason IN (
        'mask', 'run_list', 'block_list', 'invalid', 'no_lumis', 'beyond_total', 'duplicate', 'over_time_limit')),
    files    BIGINT NOT NULL CHECK (files >= 0),
    lumis    BIGINT NOT NULL CHECK (lumis >= 0),
    events   BIGINT NOT NULL CHECK (events >= 0),
    PRIMARY KEY (snapshot, block, reason)
);

-- Snapshots grow. Those of version 1 have no positions.
ALTER TABLE input_snapshots RENAME COLUMN taken_at TO read_at;
ALTER TABLE input_snapshots
    ADD COLUMN changed_at TIMESTAMPTZ,
    ADD COLUMN lumis      BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN positions  BIGINT NOT NULL DEFAULT 0;
UPDATE input_snapshots SET changed_at = read_at;
ALTER TABLE input_snapshots
    ALTER COLUMN changed_at SET NOT NULL,
    ALTER COLUMN lumis DROP DEFAULT,
    ALTER COLUMN positions DROP DEFAULT;

-- A block that grew has several rows.
ALTER TABLE input_snapshot_blocks
    ADD COLUMN first_position BIGINT NOT NULL DEFAULT 0 CHECK (first_position >= 0),
    ADD COLUMN positions      BIGINT NOT NULL DEFAULT 0 CHECK (positions >= 0),
    DROP CONSTRAINT input_snapshot_blocks_snapshot_name_key;
ALTER TABLE input_snapshot_blocks
    ALTER COLUMN first_position DROP DEFAULT,
    ALTER COLUMN positions DROP DEFAULT;
CREATE INDEX input_snapshot_blocks_by_name ON input_snapshot_blocks (snapshot, name, ordinal);

-- Workflows of version 1 do not say how lumi sections are grouped: by WMCore's defaults.
UPDATE workflows SET body = jsonb_set(body, '{splitting,lumiRules}',
    '{"haltOnFileBoundaries": false, "splitOnRun": true, "correctLumis": false, "jobTimeLimit": 172800}')
WHERE body #> '{splitting,lumiRules}' IS NULL;

-- The action was never taken: injecting a block declares its replicas.
ALTER TABLE intents DROP CONSTRAINT intents_action, ADD CONSTRAINT intents_action CHECK (action IN (
    'submit_dag', 'release_dag', 'inject_block', 'add_source_rule', 'add_destination_rule', 'delete_source_rule',
    'announce_dataset'));

-- What version 1 planned has no claims: a further round would plan it again. What it only read is read anew.
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT r.name, r.status AS from_status, 'held' AS to_status,
       'planned by an earlier version, without a ledger' AS reason,
       'import it again under a new version' AS suggestion
FROM requests r
WHERE r.status NOT IN ('completed', 'failed', 'aborted') AND EXISTS (SELECT 1 FROM dags d WHERE d.request = r.name)
UNION ALL
SELECT r.name, r.status, 'submitted', 'its input was read by an earlier version: it is read again', ''
FROM requests r
WHERE r.status IN ('queued', 'pilot_running', 'planning')
  AND NOT EXISTS (SELECT 1 FROM dags d WHERE d.request = r.name)
  AND EXISTS (SELECT 1 FROM input_snapshots s WHERE s.request = r.name);

DELETE FROM input_snapshots s USING requests r
WHERE r.name = s.request AND r.status NOT IN ('completed', 'failed', 'aborted')
  AND NOT EXISTS (SELECT 1 FROM dags d WHERE d.request = r.name);

INSERT INTO transitions (request, kind, subject, from_status, to_status, at, why, who)
SELECT name, 'request', name, from_status, to_status, now(), reason, 'wms2 migration 2' FROM moved ORDER BY name;

UPDATE requests r
SET status = m.to_status, status_since = now(), reason = m.reason, suggestion = m.suggestion,
    next_look = least(r.next_look, now()), version = r.version + 1
FROM moved m WHERE m.name = r.name;
