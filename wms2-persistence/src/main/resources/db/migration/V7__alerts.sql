-- Which alerts have been given (AlertStore): a row is there before the operator's program runs, so that it runs at most once.
CREATE TABLE alerts (
    request text COLLATE "C" NOT NULL REFERENCES requests (name),
    kind    text NOT NULL CONSTRAINT alerts_kind CHECK (kind IN ('held', 'quarantined', 'stuck')),
    since   timestamptz NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (request, kind, since)
);
