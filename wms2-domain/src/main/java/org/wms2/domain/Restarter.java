package org.wms2.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.domain.lifecycle.Superseding;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.NewVersion;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * A new processing version of a request that has ended or is held (docs/states.md): a row of its own, from the document as
 * ReqMgr2 has it now under the source's name. Nothing is stored before all is checked.
 */
final class Restarter {
    private final Ports ports;
    private final Importer importer;

    Restarter(Ports ports, Importer importer) {
        this.ports = ports;
        this.importer = importer;
    }

    private record Plan(Restarted restarted, NewVersion version) {}

    Restarted preview(RequestName name, CleanupPolicy policy) {
        return plan(name, "", "", policy).restarted();
    }

    Restarted restart(RequestName name, String who, String why, CleanupPolicy policy) {
        Plan plan = plan(name, who, why, policy);
        if (!ports.stores().requests().supersede(plan.version())) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + name + " moved while it was restarted: see wms2 show " + name + ", then try again");
        }
        return plan.restarted();
    }

    private Plan plan(RequestName name, String who, String why, CleanupPolicy policy) {
        Request before = ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
        RequestState state = RequestState.of(before, ports.stores());
        requireEnded(state);
        int processingVersion = before.processingVersion() + 1;
        RequestName next = new RequestName(before.sourceName() + "_v" + processingVersion);
        RequestDocument document = importer.document(before.sourceName(), true);
        RequestOptions options = options(before.options(), policy);
        Workflow workflow = importer.runnable(document, options, next, processingVersion);
        List<DatasetName> outputs =
                workflow.keptOutputs().stream().map(OutputModule::dataset).toList();
        outputs.forEach(this::requireNew);
        Request row = row(before, next, document, options, why);
        NewVersion version = new NewVersion(
                row,
                workflow,
                before.version(),
                who,
                before.status() == RequestStatus.HELD
                        ? Superseding.changes(state, next, why, policy, row.createdAt())
                        : Superseding.ofFinal(state, policy));
        int blocks = (int) state.blocks().stream()
                .filter(b -> b.status() != BlockStatus.INVALIDATED)
                .count();
        return new Plan(new Restarted(before, row, outputs, blocks, policy), version);
    }

    private void requireEnded(RequestState state) {
        Request request = state.request();
        RequestName next = request.supersededBy();
        if (next != null) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " has been restarted as " + next + ": restart that one");
        }
        if (request.status().isFinal()) {
            return;
        }
        Optional<Dag> live = state.liveDag();
        if (request.status() != RequestStatus.HELD || live.isPresent()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " is " + request.status().word()
                            + live.map(d -> " and DAG " + d.key() + " may still run")
                                    .orElse("")
                            + ": only a final or a held request without a live DAG is restarted; stop it first (wms2 stop "
                            + request.name() + ")");
        }
        requireNoPilot(request.name());
    }

    /** One that a quarantine left: of a final request nobody would remove it. */
    private void requireNoPilot(RequestName name) {
        ports.stores().work().pilot(name).filter(p -> p.status().isLive()).ifPresent(pilot -> {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + name + " is held and pilot " + pilot.key()
                            + " may still run: the driver removes it at its next looks (wms2 why " + name
                            + "); restart it once the pilot is gone");
        });
    }

    private void requireNew(DatasetName dataset) {
        if (ports.dbs().dataset(dataset).isPresent()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "DBS has dataset " + dataset
                            + " already: expected none of the new processing version; somebody else" + " made it");
        }
    }

    private static RequestOptions options(RequestOptions o, CleanupPolicy policy) {
        return new RequestOptions(
                o.splitting(),
                o.filesPerJob(),
                o.eventsPerJob(),
                o.maxFiles(),
                o.maxEvents(),
                o.urgent(),
                o.productionSteps(),
                policy,
                o.pilot(),
                o.errorHoldRatio(),
                o.maxRescues());
    }

    private Request row(
            Request before, RequestName name, RequestDocument document, RequestOptions options, String why) {
        Instant now = ports.clock().instant();
        return new Request(
                name,
                before.sourceName(),
                before.processingVersion() + 1,
                RequestStatus.SUBMITTED,
                document.spec(),
                document.raw(),
                options,
                before.priority(),
                "restart of " + before.name() + (why.isEmpty() ? "" : ": " + why),
                "",
                0,
                0,
                false,
                now,
                now,
                now,
                1,
                Cause.NONE,
                now,
                0,
                false,
                before.name(),
                null);
    }
}
