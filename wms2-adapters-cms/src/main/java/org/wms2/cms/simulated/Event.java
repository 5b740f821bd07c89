package org.wms2.cms.simulated;

import java.util.List;

/** What happened to the pretended CMS: one line of its journal each. Doing one twice changes nothing. */
sealed interface Event {

    record RequestStored(String name, String document) implements Event {}

    record ConfigStored(String database, String id, List<Rows.Module> modules) implements Event {
        public ConfigStored {
            modules = List.copyOf(modules);
        }
    }

    record DatasetCreated(Rows.Dataset dataset) implements Event {}

    record BlockInjected(String dataset, Rows.Block block) implements Event {}

    record FilesAdded(String block, List<Rows.File> files) implements Event {
        public FilesAdded {
            files = List.copyOf(files);
        }
    }

    record ValiditySet(String lfn, boolean valid) implements Event {}

    record AnswerOrderSet(AnswerOrder order) implements Event {}

    record AccessTypeSet(String dataset, String type) implements Event {}

    record DidAdded(String name, boolean container) implements Event {}

    record Attached(String parent, List<String> children) implements Event {
        public Attached {
            children = List.copyOf(children);
        }
    }

    record BlockClosed(String name) implements Event {}

    record ReplicasAdded(String rse, List<Rows.Replica> files) implements Event {
        public ReplicasAdded {
            files = List.copyOf(files);
        }
    }

    record RuleAdded(Rows.Rule rule) implements Event {}

    record RuleExpires(String id, long atMillis) implements Event {}
}
