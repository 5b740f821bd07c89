package org.wms2.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.domain.splitting.Inputs;
import org.wms2.domain.view.Explanation;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.Question;
import org.wms2.domain.view.UnitView;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;

/** Audit, plan and explanation of requests that the whole of WMS2 has driven. */
class ViewsOfARequestTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("small", world.stores, 2);

    /** 20 lumi sections in run 7, of which the mask leaves 12. */
    private RequestName byLumi() {
        world.input(2, 5);
        RequestSpec spec = Specs.byLumi("masked", Inputs.mask(7, 3, 14), Duration.ZERO);
        return world.assigned(spec);
    }

    private static List<List<Span>> spans(PlanView plan) {
        List<List<Span>> spans = new ArrayList<>();
        for (UnitView unit : plan.units()) {
            spans.add(unit.spans());
        }
        return spans;
    }

    @Test
    void aRequestThatIsDoneIsCleanAndWasPlannedAsItWasSimulated() {
        RequestName name = byLumi();
        PlanView simulated = wms2.simulate(name, RequestOptions.NONE);
        assertThat(world.stores.requests().find(name)).as("nothing is stored").isEmpty();
        assertThat(simulated.states()).containsOnlyKeys(LedgerState.AVAILABLE);

        wms2.importRequest(name, RequestOptions.NONE);
        assertThat(wms2.audit(name).isClean()).as("before anything is read").isTrue();
        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        AuditResult audit = wms2.audit(name);
        assertThat(audit.firstDifference()).isEmpty();
        assertThat(audit.positions()).isEqualTo(12);
        assertThat(audit.states()).containsEntry(LedgerState.REGISTERED, 12L);
        PlanView plan = wms2.plan(name);
        assertThat(spans(plan)).isEqualTo(spans(simulated));
        assertThat(plan.units()).allMatch(u -> u.status().equals("registered"));
        assertThat(plan.left().waiting()).isZero();
    }

    @Test
    void theJobOfALumiSectionIsFoundWhileTheRequestRunsAndAfterwards() {
        RequestName name = byLumi();
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);

        Explanation running = wms2.explain(name, Question.parse("7:4"));
        world.live(wms2, name);
        Explanation done = wms2.explain(name, Question.parse("7:4"));

        assertThat(running.answers()).hasSize(1);
        assertThat(done.answers().getFirst().job())
                .isEqualTo(running.answers().getFirst().job());
        assertThat(done.answers().getFirst().state()).isEqualTo(LedgerState.REGISTERED);
        assertThat(wms2.explain(name, Question.parse("7:2")).answers())
                .singleElement()
                .satisfies(a -> assertThat(a.state()).isEqualTo(LedgerState.EXCLUDED));
        assertThat(wms2.explain(name, Question.parse("8:2")).isFound()).isFalse();
    }

    @Test
    void aGeneratorIsCleanToo() {
        RequestName name = world.assigned(Specs.generator("gen", 1_000));
        wms2.importRequest(name, RequestOptions.NONE);
        world.live(wms2, name);

        AuditResult audit = wms2.audit(name);

        assertThat(audit.firstDifference()).isEmpty();
        assertThat(audit.states()).containsEntry(LedgerState.REGISTERED, 1_000L);
        assertThat(wms2.explain(name, Question.parse("1:1")).answers()).hasSize(1);
    }

    @Test
    void aRequestThatIsNotThereIsNotFound() {
        RequestName nobody = new RequestName("nobody");

        assertThatThrownBy(() -> wms2.audit(nobody)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> wms2.plan(nobody))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("there is no request nobody");
    }
}
