package org.wms2.domain.splitting;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputFile;

/**
 * A case's files for a splitter that knows no blocks, and their names back. The files are in the order of their LFNs; with
 * WMBS they came in the order of a hash table, of which a case has only what was made of it: then that is their order.
 */
record CaseInputs(List<String> names) {
    static CaseInputs of(SplittingCase recorded) {
        Set<String> lfns = new LinkedHashSet<>();
        if (recorded.withWmbs() && !recorded.raises()) {
            recorded.expected().forEach(group -> group.forEach(job -> lfns.addAll(job.files())));
        }
        recorded.files().stream().map(CaseFile::lfn).sorted().forEach(lfns::add);
        return new CaseInputs(List.copyOf(lfns));
    }

    List<InputFile> files(List<CaseFile> group) {
        return group.stream()
                .sorted(Comparator.comparingInt(file -> names.indexOf(file.lfn())))
                .map(file -> {
                    int ordinal = names.indexOf(file.lfn());
                    Lfn lfn = new Lfn(String.format("/store/case/%06d.root", ordinal));
                    return new InputFile(ordinal, lfn, file.size(), file.events(), file.runs());
                })
                .toList();
    }

    List<String> names(List<InputFile> files) {
        return files.stream().map(file -> names.get((int) file.ordinal())).toList();
    }

    /** Jobs of whole files, of which nothing is estimated. */
    List<CaseJob> jobs(List<List<InputFile>> jobs) {
        return jobs.stream()
                .map(files -> CaseJob.ofFiles(names(files), null, null, null))
                .toList();
    }
}
