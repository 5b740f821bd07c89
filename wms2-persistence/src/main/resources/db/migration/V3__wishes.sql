-- Wishes come to life; no earlier version wrote one. A request with one that no decision has seen is due, however long it
-- waits: by wishes_unseen. A request's wishes get their ids with its row locked, so they are seen in the order of the ids.
ALTER TABLE wishes
    ADD COLUMN seen      BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN ended_why TEXT    NOT NULL DEFAULT '',
    ADD COLUMN ended_by  TEXT    NOT NULL DEFAULT '',
    ALTER COLUMN parameters DROP DEFAULT;
ALTER TABLE wishes RENAME CONSTRAINT wishes_wish_check TO wishes_wish;
ALTER TABLE wishes RENAME CONSTRAINT wishes_outcome_check TO wishes_outcome;

DROP INDEX wishes_open;
CREATE INDEX wishes_open ON wishes (request, id) WHERE ended_at IS NULL;
CREATE INDEX wishes_unseen ON wishes (request) WHERE ended_at IS NULL AND NOT seen;

-- Input that is left when a request is finished early.
ALTER TABLE ledger DROP CONSTRAINT ledger_reason, ADD CONSTRAINT ledger_reason CHECK (reason IN (
    'mask', 'run_list', 'block_list', 'invalid', 'no_lumis', 'beyond_total', 'duplicate', 'over_time_limit', 'given_up'));
ALTER TABLE input_exclusions DROP CONSTRAINT input_exclusions_reason,
    ADD CONSTRAINT input_exclusions_reason CHECK (reason IN (
        'mask', 'run_list', 'block_list', 'invalid', 'no_lumis', 'beyond_total', 'duplicate', 'over_time_limit',
        'given_up'));
