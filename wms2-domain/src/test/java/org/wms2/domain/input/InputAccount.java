package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.SplittingAlgo;

/** Counts, file by file, what a snapshot and its ledger should have of a catalogue, by the plainest means. */
final class InputAccount {
    private final KeptInput input;
    private final Selected selected;
    private final List<InputBlock> blocks;
    private final List<Span> taken;
    private final List<Span> invalid;
    /** Files of which every position was looked at. */
    private int whole;

    InputAccount(KeptInput input, Selected selected) {
        this.input = input;
        this.selected = selected;
        this.blocks = input.blocks();
        this.taken = input.known().taken();
        this.invalid = Spans.joined(input.known().entries(Span.ALL).stream()
                .filter(entry -> entry.active() && entry.reason() == ExclusionReason.INVALID)
                .map(LedgerEntry::span)
                .toList());
    }

    /** How many valid files were found whole. */
    int check() {
        input.catalogue.contents.forEach((name, files) -> {
            if (selected.blockBlacklist.contains(name)) {
                assertThat(parts(name)).isEmpty();
                return;
            }
            for (DbsFile file : files) {
                if (input.catalogue.invalid.contains(file.lfn())) {
                    checkInvalid(name, file);
                } else {
                    checkValid(name, file);
                }
            }
        });
        checkGone();
        return whole;
    }

    private List<InputBlock> parts(BlockName name) {
        return blocks.stream().filter(part -> part.name().equals(name)).toList();
    }

    private record Place(InputBlock part, InputFile file, List<Span> positions) {}

    private List<Place> places(BlockName name, DbsFile file) {
        List<Place> places = new ArrayList<>();
        for (InputBlock part : parts(name)) {
            for (InputFile there : part.files()) {
                if (there.lfn().equals(file.lfn())) {
                    places.add(new Place(part, there, input.units.positionsOf(part, there)));
                }
            }
        }
        return places;
    }

    private void checkInvalid(BlockName name, DbsFile file) {
        for (Place place : places(name, file)) {
            assertThat(KnownBlock.untaken(place.positions(), taken))
                    .as("available positions of %s, which is invalid", file.lfn())
                    .isEmpty();
        }
    }

    /** Blocks that are not listed, where others are. */
    private void checkGone() {
        if (input.catalogue.contents.isEmpty()) {
            return;
        }
        for (InputBlock part : blocks) {
            if (part.positions() > 0 && !input.catalogue.contents.containsKey(part.name())) {
                assertThat(Spans.without(new Span(part.firstPosition(), part.endPosition()), taken))
                        .as("available positions of %s, which is gone", part.name())
                        .isEmpty();
            }
        }
    }

    private void checkValid(BlockName name, DbsFile file) {
        List<Place> places = places(name, file);
        if (parts(name).isEmpty()) {
            assertThat(isGood(file)).as("%s would select its block", file).isFalse();
            return;
        }
        assertThat(places).as("places of %s", file).isNotEmpty();
        Place last = places.getLast();
        for (Place before : places.subList(0, places.size() - 1)) {
            assertThat(KnownBlock.untaken(before.positions(), invalid))
                    .as("positions of %s at its earlier place %s", file.lfn(), before.file())
                    .isEmpty();
        }
        long left = Spans.size(KnownBlock.untaken(last.positions(), invalid));
        if (left == Spans.size(last.positions())) {
            assertThat(left).as("positions of %s", file).isEqualTo(units(last, file));
            whole++;
        } else {
            assertThat(left)
                    .as("positions of %s, of which some were taken when it was invalid", file)
                    .isPositive();
        }
    }

    /** How many units of input a file has; by lumi section, each has a position of its own. */
    private long units(Place place, DbsFile file) {
        if (selected.algo == SplittingAlgo.EVENT_BASED) {
            return Math.max(1, file.events());
        }
        if (selected.algo == SplittingAlgo.FILE_BASED) {
            return selected.mask.isEmpty() || goodLumis(place, file) > 0 ? 1 : 0;
        }
        return goodLumis(place, file);
    }

    private long goodLumis(Place place, DbsFile file) {
        TreeSet<Long> positions = new TreeSet<>();
        for (RunLumis run : file.runs()) {
            boolean listed = selected.algo == SplittingAlgo.FILE_BASED
                    || selected.runWhitelist.isEmpty()
                    || selected.runWhitelist.contains(run.run());
            for (long lumi = run.lumis().getFirst().first();
                    lumi <= run.lumis().getFirst().last();
                    lumi++) {
                OptionalLong position = input.units.positionOf(place.part(), place.file(), run.run(), lumi);
                if (listed && selected.mask.accepts(run.run(), lumi)) {
                    assertThat(position)
                            .as("position of %d:%d in %s", run.run(), lumi, file)
                            .isPresent();
                    positions.add(position.orElseThrow());
                }
            }
        }
        return positions.size();
    }

    private boolean isGood(DbsFile file) {
        if (selected.mask.isEmpty()) {
            return selected.runWhitelist.isEmpty()
                    || file.runs().stream().anyMatch(run -> selected.runWhitelist.contains(run.run()));
        }
        return file.runs().stream()
                .flatMap(run -> run.lumis().stream()
                        .flatMap(range -> java.util.stream.LongStream.rangeClosed(range.first(), range.last())
                                .mapToObj(lumi -> selected.mask.accepts(run.run(), lumi))))
                .anyMatch(good -> good);
    }
}
