package org.wms2.domain;

import java.util.function.BooleanSupplier;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.NewVersion;
import org.wms2.ports.store.PassedOnRequests;
import org.wms2.ports.store.RequestStore;

/** A request store whose process dies at one change set: before it is applied, or right after. */
public final class CrashingRequests extends PassedOnRequests {
    /** The process is dead: nothing catches this but the test. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int fatal;
    private final boolean afterwards;
    private int applied;

    /** Dies at the change set with this number, from 0. */
    public CrashingRequests(RequestStore real, int fatal, boolean afterwards) {
        super(real);
        this.fatal = fatal;
        this.afterwards = afterwards;
    }

    @Override
    public boolean apply(ChangeSet changes) {
        return dying(() -> super.apply(changes));
    }

    @Override
    public boolean supersede(NewVersion version) {
        return dying(() -> super.supersede(version));
    }

    private boolean dying(BooleanSupplier change) {
        boolean dies = applied++ == fatal;
        if (dies && !afterwards) {
            throw new Death();
        }
        boolean result = change.getAsBoolean();
        if (dies) {
            throw new Death();
        }
        return result;
    }
}
