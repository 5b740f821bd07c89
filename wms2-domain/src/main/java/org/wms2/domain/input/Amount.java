package org.wms2.domain.input;

import java.util.Collection;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Exclusion;

/** How much is left out. */
record Amount(long files, long lumis, long events) {
    static final Amount NONE = new Amount(0, 0, 0);

    /** All that is in files. */
    static Amount in(Collection<DbsFile> files) {
        long lumis = 0;
        long events = 0;
        for (DbsFile file : files) {
            lumis += file.runs().stream().mapToLong(RunLumis::size).sum();
            events += file.events();
        }
        return new Amount(files.size(), lumis, events);
    }

    static Amount of(Exclusion exclusion) {
        return new Amount(exclusion.files(), exclusion.lumis(), exclusion.events());
    }

    Amount plus(Amount other) {
        return new Amount(files + other.files, lumis + other.lumis, events + other.events);
    }

    /** What is more than the other, nothing where it is less. */
    Amount above(Amount other) {
        return new Amount(
                Math.max(0, files - other.files), Math.max(0, lumis - other.lumis), Math.max(0, events - other.events));
    }
}
