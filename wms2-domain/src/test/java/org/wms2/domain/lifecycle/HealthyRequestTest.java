package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

class HealthyRequestTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    @Test
    void aGeneratorWalksFromImportToAnnouncedOutputs() {
        RequestName name = world.assigned(Specs.generator("gen", 1_000));

        wms2.importRequest(name, RequestOptions.NONE);
        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.GEN_SIM)).isEqualTo(1_000);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(1_000);
        assertThat(world.dbs.dataset(Specs.AODSIM).orElseThrow().accessType()).isEqualTo(DatasetAccessType.VALID);
        assertThat(world.stores.outputs().blocks(name))
                .isNotEmpty()
                .extracting(OutputBlock::status)
                .containsOnly(BlockStatus.ANNOUNCED);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.COMPLETED);
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REGISTERED))
                .isEqualTo(world.stores.work().counts(name).total());
    }

    @Test
    void everyMoveIsKeptAndIsInTheTable() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        wms2.importRequest(name, RequestOptions.NONE);
        world.live(wms2, name);

        List<String> path = world.stores.work().transitions(name).stream()
                .filter(t -> t.kind() == SubjectKind.REQUEST)
                .map(Transition::to)
                .toList();

        assertThat(path).containsExactly("submitted", "queued", "planning", "active", "completed");
    }

    @Test
    void anInputIsReadOnceAndEveryFileIsProcessedOverSeveralRounds() {
        world.input(4, 5);
        Wms2 small = world.process("small", world.stores, 3);
        RequestName name = world.assigned(Specs.reReco("rereco"));

        small.importRequest(name, RequestOptions.NONE);
        Request end = world.live(small, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.work().dags(name))
                .hasSizeGreaterThan(1)
                .allMatch(d -> d.status() == DagStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(2_000);
        assertThat(world.dbs.injections().values()).containsOnly(1);
    }

    @Test
    void theSourceRuleIsGoneAtTheEndAndTheDestinationRuleStays() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        wms2.importRequest(name, RequestOptions.NONE);
        world.live(wms2, name);

        assertThat(world.rucio.rulesNow()).isNotEmpty().containsOnly("T1_US_FNAL_Disk");
    }

    @Test
    void outputsThatAreMadeWhereTheyAreToStayAreKeptWithoutAnEnd() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        wms2.importRequest(name, RequestOptions.NONE);
        world.live(wms2, name);

        assertThat(world.stores.outputs().blocks(name))
                .extracting(b -> b.rse().value())
                .containsOnly("T1_US_FNAL_Disk");
        assertThat(world.rucio.everAsked())
                .as("one rule is source and destination rule")
                .isNotEmpty()
                .extracting(RuleRequest::lifetime)
                .containsOnlyNulls();
    }
}
