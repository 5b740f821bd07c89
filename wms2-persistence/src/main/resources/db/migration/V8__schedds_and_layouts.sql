-- A cluster's number is unique within one schedd only; '' is the one that the tools talk to without a name.
ALTER TABLE dags ADD COLUMN schedd TEXT NOT NULL DEFAULT '';
ALTER TABLE dags ADD COLUMN layout TEXT NOT NULL DEFAULT 'subdag' CHECK (layout IN ('subdag', 'splice'));
ALTER TABLE pilots ADD COLUMN schedd TEXT NOT NULL DEFAULT '';
