-- What was made of a position is no longer valid: a later processing version makes it anew. Its work unit stays registered.
ALTER TABLE ledger ADD COLUMN invalidated_at TIMESTAMPTZ;

-- What has to be known to look an effect up, such as ReqMgr2's totals before ours were added.
ALTER TABLE intents ADD COLUMN detail TEXT NOT NULL DEFAULT '';
ALTER TABLE intents ALTER COLUMN detail DROP DEFAULT;

ALTER TABLE intents DROP CONSTRAINT intents_action, ADD CONSTRAINT intents_action CHECK (action IN (
    'submit_dag', 'release_dag', 'submit_pilot', 'inject_block', 'add_source_rule', 'add_destination_rule',
    'delete_source_rule', 'announce_dataset', 'invalidate_dataset', 'add_statistics', 'set_status'));
