package org.wms2.ports.output;

import java.util.List;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * What a work unit's merge says it made: the only source of names for registration.
 *
 * @param jobs processing jobs whose outputs it consumed
 */
public record WorkUnitManifest(WorkUnitId id, int ordinal, SiteName site, int jobs, List<OutputFile> files) {
    public WorkUnitManifest {
        files = List.copyOf(files);
    }

    /** Events of one output module. */
    public long events(String step, String module) {
        return files.stream()
                .filter(f -> f.module().equals(module) && f.step().equals(step))
                .mapToLong(OutputFile::events)
                .sum();
    }
}
