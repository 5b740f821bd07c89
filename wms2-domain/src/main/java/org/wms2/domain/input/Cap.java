package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.request.RequestOptions;

/** A trial's cap on what is read: it counts files with something to process. */
final class Cap {
    private final boolean any;
    private final InputUnits units;
    private long filesLeft;
    private long eventsLeft;

    Cap(RequestOptions options, InputUnits units) {
        Integer maxFiles = options.maxFiles();
        Long maxEvents = options.maxEvents();
        this.any = maxFiles != null || maxEvents != null;
        this.units = units;
        this.filesLeft = maxFiles == null ? Long.MAX_VALUE : maxFiles;
        this.eventsLeft = maxEvents == null ? Long.MAX_VALUE : maxEvents;
    }

    /** Whether there is a cap. */
    boolean any() {
        return any;
    }

    boolean reached() {
        return filesLeft <= 0 || eventsLeft <= 0;
    }

    /** The first of the files, as far as the cap lets them in; files are whole. */
    List<DbsFile> take(Collection<DbsFile> files) {
        if (!any) {
            return List.copyOf(files);
        }
        List<DbsFile> taken = new ArrayList<>(files.size());
        for (DbsFile file : files) {
            if (reached()) {
                break;
            }
            taken.add(file);
            if (units.positions(List.of(Numbering.file(0, file, List.of()))) > 0) {
                filesLeft--;
                eventsLeft -= file.events();
            }
        }
        return taken;
    }
}
