-- Status words are the enums' of wms2-ports in lower case; MigrationsTest compares every CHECK with its enum.
-- Names sort by code point (COLLATE "C") whatever the database's locale is: pages by key depend on it.

CREATE TABLE requests (
    name               TEXT COLLATE "C" PRIMARY KEY,
    source_name        TEXT COLLATE "C" NOT NULL,
    processing_version INTEGER     NOT NULL CHECK (processing_version >= 1),
    status             TEXT        NOT NULL CONSTRAINT requests_status CHECK (status IN (
        'new', 'submitted', 'queued', 'pilot_running', 'planning', 'active', 'partial', 'stopping', 'resubmitting',
        'held', 'completed', 'failed', 'aborted')),
    spec               JSONB,
    raw_document       TEXT        NOT NULL,
    options            JSONB       NOT NULL,
    priority           INTEGER     NOT NULL CHECK (priority BETWEEN 0 AND 999999),
    reason             TEXT        NOT NULL,
    suggestion         TEXT        NOT NULL,
    round              INTEGER     NOT NULL CHECK (round >= 0),
    planned_units      BIGINT      NOT NULL CHECK (planned_units >= 0),
    input_exhausted    BOOLEAN     NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    status_since       TIMESTAMPTZ NOT NULL,
    next_look          TIMESTAMPTZ NOT NULL,
    version            BIGINT      NOT NULL CHECK (version >= 1),
    -- The claim: generation grows with every change of owner, lease_end is the database's clock.
    claim_owner        TEXT,
    lease_end          TIMESTAMPTZ,
    generation         BIGINT      NOT NULL DEFAULT 0,
    CHECK ((claim_owner IS NULL) = (lease_end IS NULL))
);

CREATE INDEX requests_of_source ON requests (source_name, processing_version);
CREATE INDEX requests_page ON requests (created_at DESC, name DESC);
CREATE INDEX requests_page_of_status ON requests (status, created_at DESC, name DESC);
CREATE INDEX requests_due ON requests (next_look) WHERE status NOT IN ('completed', 'failed', 'aborted');
CREATE INDEX requests_queued ON requests (priority DESC, created_at, name) WHERE status = 'queued';

CREATE TABLE workflows (
    request   TEXT COLLATE "C" PRIMARY KEY REFERENCES requests (name),
    type      TEXT  NOT NULL CONSTRAINT workflows_type CHECK (type IN ('StepChain', 'TaskChain', 'ReReco')),
    splitting TEXT  NOT NULL CONSTRAINT workflows_splitting CHECK (splitting IN (
        'FileBased', 'EventBased', 'LumiBased', 'EventAwareLumiBased')),
    body      JSONB NOT NULL
);

CREATE TABLE dags (
    tag             TEXT COLLATE "C" NOT NULL,
    attempt         INTEGER     NOT NULL CHECK (attempt >= 0),
    request         TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    round           INTEGER     NOT NULL CHECK (round >= 0),
    status          TEXT        NOT NULL CONSTRAINT dags_status CHECK (status IN (
        'planning', 'ready', 'submitted', 'running', 'completed', 'partial', 'failed', 'stopped', 'removed', 'halted',
        'interrupted')),
    directory       TEXT        NOT NULL,
    cluster         INTEGER     CHECK (cluster > 0),
    work_units      INTEGER     NOT NULL CHECK (work_units >= 0),
    jobs            BIGINT      NOT NULL CHECK (jobs >= 0),
    expected_events BIGINT      NOT NULL CHECK (expected_events >= 0),
    reason          TEXT        NOT NULL,
    status_since    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tag, attempt),
    UNIQUE (request, round, attempt),
    UNIQUE (request, tag, attempt)
);

CREATE INDEX dags_open ON dags (request) WHERE status IN ('planning', 'ready', 'submitted', 'running');

-- What a DAG looked like at each of its moves: its cluster and its work units by status.
CREATE TABLE dag_history (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag        TEXT COLLATE "C" NOT NULL,
    attempt    INTEGER     NOT NULL,
    status     TEXT        NOT NULL CONSTRAINT dag_history_status CHECK (status IN (
        'planning', 'ready', 'submitted', 'running', 'completed', 'partial', 'failed', 'stopped', 'removed', 'halted',
        'interrupted')),
    at         TIMESTAMPTZ NOT NULL,
    reason     TEXT        NOT NULL,
    cluster    INTEGER,
    work_units JSONB       NOT NULL,
    FOREIGN KEY (tag, attempt) REFERENCES dags (tag, attempt)
);

CREATE INDEX dag_history_of_dag ON dag_history (tag, attempt, id);

-- The id has 50 bits: unique within its request, not among millions of all requests.
CREATE TABLE work_units (
    id              TEXT COLLATE "C" NOT NULL CHECK (id ~ '^[a-z2-7]{10}$'),
    request         TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    tag             TEXT COLLATE "C" NOT NULL,
    attempt         INTEGER     NOT NULL,
    round           INTEGER     NOT NULL CHECK (round >= 0),
    ordinal         INTEGER     NOT NULL CHECK (ordinal >= 0),
    status          TEXT        NOT NULL CONSTRAINT work_units_status CHECK (status IN (
        'planned', 'running', 'merged', 'registered', 'failed', 'replaced', 'abandoned')),
    jobs            INTEGER     NOT NULL CHECK (jobs >= 0),
    files           BIGINT      NOT NULL CHECK (files >= 0),
    expected_events BIGINT      NOT NULL CHECK (expected_events >= 0),
    site            TEXT COLLATE "C",
    status_since    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (request, id),
    UNIQUE (request, round, ordinal),
    FOREIGN KEY (request, tag, attempt) REFERENCES dags (request, tag, attempt)
);

CREATE INDEX work_units_of_dag ON work_units (tag, attempt, ordinal);
CREATE INDEX work_units_live ON work_units (request) WHERE status IN ('planned', 'running', 'merged', 'failed');

CREATE TABLE input_snapshots (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request  TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES requests (name),
    dataset  TEXT COLLATE "C" NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    blocks   INTEGER     NOT NULL,
    files    BIGINT      NOT NULL,
    events   BIGINT      NOT NULL,
    bytes    BIGINT      NOT NULL
);

-- One row per block; its files are gzipped JSON: a million files are some thousand rows.
CREATE TABLE input_snapshot_blocks (
    snapshot BIGINT  NOT NULL REFERENCES input_snapshots (id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
    name     TEXT COLLATE "C" NOT NULL,
    rses     JSONB   NOT NULL,
    files    BYTEA   NOT NULL,
    PRIMARY KEY (snapshot, ordinal),
    UNIQUE (snapshot, name)
);
ALTER TABLE input_snapshot_blocks ALTER COLUMN files SET STORAGE EXTERNAL;

-- Which datasets a request makes. A dataset's status and sums are its blocks': computed when asked, stored nowhere.
CREATE TABLE output_datasets (
    request TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    dataset TEXT COLLATE "C" NOT NULL,
    step    TEXT NOT NULL,
    module  TEXT NOT NULL,
    PRIMARY KEY (request, dataset)
);

CREATE INDEX output_datasets_by_name ON output_datasets (dataset);

CREATE TABLE output_blocks (
    name             TEXT COLLATE "C" PRIMARY KEY,
    request          TEXT COLLATE "C" NOT NULL,
    dataset          TEXT COLLATE "C" NOT NULL,
    rse              TEXT COLLATE "C" NOT NULL,
    status           TEXT        NOT NULL CONSTRAINT output_blocks_status CHECK (status IN (
        'open', 'pending', 'dbs_registered', 'source_protected', 'transfers_requested', 'transferring', 'transferred',
        'source_released', 'announced', 'invalidated', 'failed')),
    files            INTEGER     NOT NULL CHECK (files >= 0),
    events           BIGINT      NOT NULL CHECK (events >= 0),
    bytes            BIGINT      NOT NULL CHECK (bytes >= 0),
    source_rule      TEXT,
    destination_rule TEXT,
    reason           TEXT        NOT NULL,
    retries          INTEGER     NOT NULL CHECK (retries >= 0),
    opened_at        TIMESTAMPTZ NOT NULL,
    status_since     TIMESTAMPTZ NOT NULL,
    next_look        TIMESTAMPTZ NOT NULL,
    UNIQUE (request, name),
    FOREIGN KEY (request, dataset) REFERENCES output_datasets (request, dataset)
);

CREATE INDEX output_blocks_open ON output_blocks (request, dataset, rse) WHERE status = 'open';
CREATE INDEX output_blocks_live ON output_blocks (next_look) WHERE status NOT IN ('announced', 'invalidated', 'failed');

CREATE TABLE output_files (
    lfn       TEXT COLLATE "C" PRIMARY KEY,
    request   TEXT COLLATE "C" NOT NULL,
    block     TEXT COLLATE "C" NOT NULL,
    work_unit TEXT COLLATE "C" NOT NULL,
    dataset   TEXT COLLATE "C" NOT NULL,
    step      TEXT   NOT NULL,
    module    TEXT   NOT NULL,
    bytes     BIGINT NOT NULL CHECK (bytes >= 0),
    adler32   TEXT   NOT NULL,
    events    BIGINT NOT NULL CHECK (events >= 0),
    lumis     JSONB  NOT NULL,
    parents   JSONB  NOT NULL,
    FOREIGN KEY (request, block) REFERENCES output_blocks (request, name),
    FOREIGN KEY (request, work_unit) REFERENCES work_units (request, id)
);

CREATE INDEX output_files_of_block ON output_files (block, lfn);
CREATE INDEX output_files_of_work_unit ON output_files (request, work_unit);

-- One that is absent is enabled.
CREATE TABLE sites (
    name   TEXT COLLATE "C" PRIMARY KEY,
    status TEXT NOT NULL CONSTRAINT sites_status CHECK (status IN ('enabled', 'disabled', 'draining', 'maintenance')),
    reason TEXT NOT NULL
);

-- Every move of every subject, kept for ever; the order of the ids is the order of the moves.
CREATE TABLE transitions (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request     TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    kind        TEXT        NOT NULL CONSTRAINT transitions_kind CHECK (kind IN ('request', 'dag', 'work_unit', 'block')),
    subject     TEXT COLLATE "C" NOT NULL,
    from_status TEXT        NOT NULL,
    to_status   TEXT        NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    why         TEXT        NOT NULL,
    who         TEXT        NOT NULL
);

CREATE INDEX transitions_of_request ON transitions (request, id);
CREATE INDEX transitions_of_subject ON transitions (kind, subject, id);

-- What a person or a rule wants: open until it is carried out or withdrawn.
CREATE TABLE wishes (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request    TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    kind       TEXT        NOT NULL CONSTRAINT wishes_kind CHECK (kind IN ('request', 'dag', 'work_unit', 'block')),
    subject    TEXT COLLATE "C" NOT NULL,
    wish       TEXT        NOT NULL CHECK (wish IN (
        'release', 'hold', 'stop', 'abort', 'fail', 'finish', 'restart', 'priority')),
    parameters JSONB       NOT NULL DEFAULT '{}',
    at         TIMESTAMPTZ NOT NULL,
    who        TEXT        NOT NULL,
    why        TEXT        NOT NULL,
    ended_at   TIMESTAMPTZ,
    outcome    TEXT CHECK (outcome IN ('carried_out', 'withdrawn')),
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

CREATE INDEX wishes_open ON wishes (kind, subject, id) WHERE ended_at IS NULL;

-- External effects that have been decided; ended_at is set with the outcome.
CREATE TABLE intents (
    kind     TEXT        NOT NULL CONSTRAINT intents_kind CHECK (kind IN ('request', 'dag', 'work_unit', 'block')),
    subject  TEXT COLLATE "C" NOT NULL,
    action   TEXT        NOT NULL CONSTRAINT intents_action CHECK (action IN (
        'submit_dag', 'release_dag', 'inject_block', 'declare_replicas', 'add_source_rule', 'add_destination_rule',
        'delete_source_rule', 'announce_dataset')),
    request  TEXT COLLATE "C" NOT NULL REFERENCES requests (name),
    at       TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (kind, subject, action)
);

CREATE INDEX intents_open ON intents (request, kind, subject) WHERE ended_at IS NULL;
