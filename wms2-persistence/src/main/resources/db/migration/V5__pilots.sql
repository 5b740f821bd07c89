-- Pilots: one row per job that measures a request before its first round (org.wms2.ports.pilot.Pilot).
CREATE TABLE pilots (
    tag          TEXT COLLATE "C" NOT NULL,
    attempt      INTEGER     NOT NULL CHECK (attempt >= 0),
    request      TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    status       TEXT        NOT NULL CONSTRAINT pilots_status CHECK (status IN (
        'planned', 'submitted', 'running', 'measured', 'failed', 'removed')),
    directory    TEXT        NOT NULL,
    cluster      INTEGER     CHECK (cluster > 0),
    measure      JSONB,
    reason       TEXT        NOT NULL,
    planned_at   TIMESTAMPTZ NOT NULL,
    status_since TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tag, attempt),
    UNIQUE (request, attempt),
    CONSTRAINT pilots_measure CHECK ((status = 'measured') = (measure IS NOT NULL))
);

-- What a pilot measured stands beside the request's own estimate.
UPDATE workflows SET body = jsonb_set(body, '{profile,measuredSecondsPerEvent}', 'null');

ALTER TABLE intents DROP CONSTRAINT intents_action, ADD CONSTRAINT intents_action CHECK (action IN (
    'submit_dag', 'release_dag', 'submit_pilot', 'inject_block', 'add_source_rule', 'add_destination_rule',
    'delete_source_rule', 'announce_dataset'));
