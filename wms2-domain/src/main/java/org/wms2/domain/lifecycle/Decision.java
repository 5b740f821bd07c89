package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import org.wms2.ports.request.Cause;
import org.wms2.ports.store.Change;

/** What a step has decided. */
public sealed interface Decision {
    /** Change what is stored; nothing outside. */
    record Apply(List<Change> changes, String message) implements Decision {
        public Apply {
            changes = List.copyOf(changes);
        }
    }

    /** Store the changes (the intent among them), then try one effect; its outcome is stored afterwards. */
    record Act(List<Change> changes, Effect effect, String message) implements Decision {
        public Act {
            changes = List.copyOf(changes);
        }
    }

    /** Nothing to do before a time. */
    record Wait(Cause cause, String reason, Instant until) implements Decision {}
}
