package org.wms2.domain.splitting;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputFile;

/** A case's files for a splitter that knows no blocks, by LFN, and their names back. */
record CaseInputs(List<String> names) {
    static CaseInputs of(SplittingCase recorded) {
        TreeSet<String> lfns = new TreeSet<>();
        recorded.files().forEach(file -> lfns.add(file.lfn()));
        return new CaseInputs(List.copyOf(lfns));
    }

    List<InputFile> files(List<CaseFile> group) {
        return group.stream()
                .sorted(Comparator.comparing(CaseFile::lfn))
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
