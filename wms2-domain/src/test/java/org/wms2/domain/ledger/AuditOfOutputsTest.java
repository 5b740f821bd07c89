package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.domain.ledger.Audited.SMALL;
import static org.wms2.domain.ledger.Audited.audit;
import static org.wms2.domain.ledger.Audited.difference;
import static org.wms2.domain.ledger.Audited.named;
import static org.wms2.domain.ledger.Audited.only;
import static org.wms2.domain.ledger.Audited.world;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.Inputs;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.Stores;

/** Outputs that differ from what their work units were given. */
class AuditOfOutputsTest {
    private static Stores changedFiles(
            LedgerWorld world, DatasetName dataset, java.util.function.UnaryOperator<OutputFile> change) {
        return Tampered.files(
                world.stores,
                files -> files.stream()
                        .map(f -> f.file().dataset().equals(dataset)
                                ? new RegisteredFile(change.apply(f.file()), f.block(), f.workUnit())
                                : f)
                        .toList());
    }

    private static OutputFile with(OutputFile file, long events, List<LumiEvents> lumis) {
        return new OutputFile(
                file.lfn(),
                file.dataset(),
                file.step(),
                file.module(),
                file.bytes(),
                file.adler32(),
                events,
                lumis,
                file.parents());
    }

    @Test
    void aLumiSectionLostFromAnOutputIsFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        String found = difference(
                changedFiles(
                        world,
                        world.dataset(),
                        f -> with(
                                f,
                                f.events(),
                                f.lumis().stream().filter(l -> l.lumi() != 2).toList())),
                world);

        assertThat(found)
                .isEqualTo(named(unit) + ": dataset " + world.dataset() + " lacks run 1 lumi 2, which its input has");
    }

    @Test
    void aLumiSectionThatTheInputHasNotIsFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        String found = difference(
                changedFiles(world, world.dataset(), f -> {
                    List<LumiEvents> more = new ArrayList<>(f.lumis());
                    more.add(new LumiEvents(1, 17, 0));
                    return with(f, f.events(), more);
                }),
                world);

        assertThat(found)
                .isEqualTo(
                        named(unit) + ": dataset " + world.dataset() + " has run 1 lumi 17, which its input has not");
    }

    @Test
    void aLumiSectionTwiceInAFileOrInTwoFilesOfOneJobIsFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        assertThat(difference(
                        changedFiles(world, world.dataset(), f -> {
                            List<LumiEvents> more = new ArrayList<>(f.lumis());
                            more.add(f.lumis().getFirst());
                            return with(f, f.events(), more);
                        }),
                        world))
                .contains("names run 1 lumi 1 twice");
        assertThat(difference(
                        changedFiles(world, world.dataset(), f -> {
                            List<LumiEvents> more = new ArrayList<>(f.lumis());
                            if (f.lumis().getFirst().lumi() != 1) {
                                more.add(new LumiEvents(1, 1, 0));
                            }
                            return with(f, f.events(), more);
                        }),
                        world))
                .isEqualTo(named(unit) + ": dataset " + world.dataset()
                        + " has run 1 lumi 1 in more files than jobs read it");
    }

    /** One job each for a file with ten lumi sections and a file of which DBS knows none, in one work unit. */
    private static LedgerWorld worldWithAFileWithoutLumis() {
        Requests requests = new Requests();
        requests.algo = SplittingAlgo.FILE_BASED;
        requests.filesPerJob = 1;
        InputBlock block = new Inputs().block("T2_CH_CERN", 100, 100).blocks().getFirst();
        InputFile silent = block.files().getLast();
        List<InputFile> files = List.of(
                block.files().getFirst(),
                new InputFile(silent.ordinal(), silent.lfn(), silent.bytes(), silent.events(), List.of()));
        return new LedgerWorld(
                requests.make(),
                List.of(new InputBlock(block.ordinal(), block.name(), block.rses(), 0, 2, files)),
                SMALL);
    }

    @Test
    void aLumiSectionIsMissedAlsoWhereDbsKnowsNoneOfAnotherFile() {
        LedgerWorld world = worldWithAFileWithoutLumis();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());
        assertThat(unit.jobs()).isEqualTo(2);

        String found = difference(
                changedFiles(
                        world,
                        world.dataset(),
                        f -> with(
                                f,
                                f.events(),
                                f.lumis().stream().filter(l -> l.lumi() != 2).toList())),
                world);

        assertThat(found)
                .isEqualTo(named(unit) + ": dataset " + world.dataset() + " lacks run 1 lumi 2, which its input has");
    }

    @Test
    void whatComesOfAFileThatDbsKnowsNoLumiSectionOfIsNoDifference() {
        LedgerWorld world = worldWithAFileWithoutLumis();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        Stores its = changedFiles(world, world.dataset(), f -> with(f, f.events(), more(f.lumis())));

        assertThat(audit(its, world).firstDifference()).isEmpty();
    }

    private static List<LumiEvents> more(List<LumiEvents> lumis) {
        return lumis.isEmpty() ? List.of(new LumiEvents(1, 17, 0)) : lumis;
    }

    @Test
    void changedEventsOfAnOutputFileAreFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        String found = difference(changedFiles(world, world.dataset(), f -> with(f, 0, f.lumis())), world);

        assertThat(found)
                .isEqualTo(named(unit) + ": dataset " + world.dataset() + ": events: expected " + unit.expectedEvents()
                        + ", found 0");
    }

    @Test
    void outputsOfAWorkUnitThatIsNotMergedAreFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        String found = difference(Tampered.units(world.stores, u -> u.id().equals(unit.id()) ? failed(u) : u), world);

        assertThat(found).isEqualTo("positions of work units that are running: expected 6, found 0");
        AuditResult result = audit(Tampered.units(world.stores, u -> u.id().equals(unit.id()) ? failed(u) : u), world);
        assertThat(result.checks().stream().filter(c -> c.name().equals("output_events")))
                .singleElement()
                .satisfies(c -> assertThat(c.first()).startsWith(named(unit) + " is failed and has a merged file"));
    }

    private static WorkUnit failed(WorkUnit unit) {
        return new WorkUnit(
                unit.id(),
                unit.request(),
                unit.dag(),
                unit.round(),
                unit.ordinal(),
                WorkUnitStatus.FAILED,
                unit.jobs(),
                unit.files(),
                unit.expectedEvents(),
                unit.site(),
                unit.statusSince());
    }

    @Test
    void generatedLumiSectionsAreCountedAndComparedWithOutputs() {
        LedgerWorld world = new LedgerWorld(new Requests().generating(350).make(), List.of(), SMALL);
        List<WorkUnit> units = world.plan();
        units.forEach(u -> world.merge(u.id()));

        AuditResult result = audit(world.stores, world);

        assertThat(result.firstDifference()).isEmpty();
        assertThat(result.counted()).isEqualTo("events to generate");
        assertThat(result.states()).isEqualTo(only(LedgerState.MERGED, 350L));
        assertThat(difference(
                        changedFiles(
                                world,
                                world.dataset(),
                                f -> with(
                                        f,
                                        f.events(),
                                        f.lumis().stream()
                                                .filter(l -> l.lumi() != 7)
                                                .toList())),
                        world))
                .isEqualTo(named(units.getLast()) + ": dataset " + world.dataset()
                        + " lacks run 1 lumi 7, which its input has");
    }
}
