package org.wms2.cms.simulated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;

/** Changes input datasets while the pretended CMS runs. Thread-safe as its CMS. */
public final class SimulatedInput {

    private final SimulatedCms cms;

    SimulatedInput(SimulatedCms cms) {
        this.cms = cms;
    }

    /**
     * Adds files to a block; makes the block, and its dataset, if they are not there. All of it is seen at once.
     *
     * @param rses where the files are; empty for where the whole block is, which a new one cannot leave open
     * @return the names of the files
     * @throws InputRefusedException if a new block has no RSE, or an RSE or a parent file does not exist
     * @throws Wms2Exception CONFLICT if there is a file of this name
     */
    public List<Lfn> addFiles(BlockName block, List<RseName> rses, List<NewFile> files) {
        List<Lfn> names = new ArrayList<>();
        cms.change(() -> added(block, rses.stream().map(RseName::value).toList(), files, names));
        return List.copyOf(names);
    }

    /**
     * Makes a file invalid, or valid again: a list of valid files leaves it out.
     *
     * @throws Wms2Exception NOT_FOUND if there is no such file
     */
    public void setValid(Lfn lfn, boolean valid) {
        cms.change(() -> {
            if (cms.dbs(d -> d.blockOf(lfn.value())).isEmpty()) {
                throw new Wms2Exception(ErrorCode.NOT_FOUND, "DBS has no file " + lfn);
            }
            return List.of(new Event.ValiditySet(lfn.value(), valid));
        });
    }

    /** Sets the order of the rows in all further answers of DBS on the wire. */
    public void answerOrder(AnswerOrder order) {
        cms.change(() -> List.of(new Event.AnswerOrderSet(order)));
    }

    private List<Event> added(BlockName block, List<String> rses, List<NewFile> files, List<Lfn> names) {
        Optional<Rows.Block> known = cms.dbs(d -> d.block(block.value()));
        String dataset = block.dataset().value();
        String suffix = block.value().substring(dataset.length() + 1);
        List<Rows.File> rows = new ArrayList<>();
        Set<String> fresh = new HashSet<>();
        for (NewFile file : files) {
            int index = known.map(b -> b.files().size()).orElse(0) + rows.size();
            Rows.File row = file.row(dataset, suffix, index);
            if (!fresh.add(row.lfn()) || cms.dbs(d -> d.blockOf(row.lfn())).isPresent()) {
                throw new Wms2Exception(ErrorCode.CONFLICT, "DBS has a file " + row.lfn() + " already");
            }
            for (String parent : row.parents()) {
                if (cms.dbs(d -> d.blockOf(parent)).isEmpty()) {
                    throw new InputRefusedException("parents", parent, "files that DBS has");
                }
            }
            rows.add(row);
            names.add(new Lfn(row.lfn()));
        }
        List<String> there = rses.isEmpty() && known.isPresent() ? places(known.get()) : rses;
        for (String rse : there) {
            if (!PretendedSites.known(rse)) {
                throw new InputRefusedException(
                        "rses",
                        rse,
                        PretendedSites.RSES.stream()
                                .map(PretendedSites.Rse::name)
                                .toList()
                                .toString());
            }
        }
        if (known.isPresent()) {
            return grown(block.value(), rows, there);
        }
        if (there.isEmpty()) {
            throw new InputRefusedException("rses", "", "one RSE or more for the new block " + block);
        }
        Rows.Block made = new Rows.Block(block.value(), there.getFirst(), cms.now() / 1000, rows);
        return cms.content()
                .dataset(dataset, SimulatedContent.type(dataset), false, List.of(new PlacedBlock(made, there)));
    }

    private List<String> places(Rows.Block block) {
        return cms.rucio(r -> r.filesByRse(block.name(), cms.now())).entrySet().stream()
                .filter(e -> e.getValue() == block.files().size())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static List<Event> grown(String block, List<Rows.File> rows, List<String> rses) {
        List<Rows.Replica> replicas = PlacedBlock.replicas(rows);
        List<Event> events = new ArrayList<>();
        events.add(new Event.FilesAdded(block, rows));
        if (!rses.isEmpty()) {
            rses.forEach(rse -> events.add(new Event.ReplicasAdded(rse, replicas)));
            events.add(new Event.Attached(
                    block, replicas.stream().map(Rows.Replica::lfn).toList()));
        }
        return events;
    }
}
