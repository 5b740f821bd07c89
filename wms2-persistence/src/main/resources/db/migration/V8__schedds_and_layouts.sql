-- A cluster's number is unique within one schedd only; '' is the one that the tools talk to without a name.
ALTER TABLE dags ADD COLUMN schedd TEXT NOT NULL DEFAULT '';
ALTER TABLE dags ADD COLUMN layout TEXT NOT NULL DEFAULT 'subdag' CHECK (layout IN ('subdag', 'splice'));
ALTER TABLE pilots ADD COLUMN schedd TEXT NOT NULL DEFAULT '';

ALTER TABLE intents DROP CONSTRAINT intents_action, ADD CONSTRAINT intents_action CHECK (action IN (
    'submit_dag', 'release_dag', 'set_priority', 'submit_pilot', 'inject_block', 'add_source_rule',
    'add_destination_rule', 'delete_source_rule', 'announce_dataset', 'invalidate_dataset', 'add_statistics',
    'set_status'));
