package org.wms2.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.input.SnapshotReader;
import org.wms2.domain.input.SnapshotView;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.SiteView;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.WholePlan;
import org.wms2.domain.workflow.WorkflowDerivation;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.Workflow;

/** From a name in ReqMgr2 to a request row, or to the plan that it would have. Nothing is stored before all is checked. */
final class Importer {
    /** ReqMgr2 statuses of a request that nobody works on yet. */
    static final Set<String> IMPORTABLE = Set.of("assigned", "staging", "staged", "acquired");

    /** Our processing version of a request that is not a restart. */
    private static final int FIRST_VERSION = 1;

    private final Ports ports;
    private final DomainSettings settings;

    Importer(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.settings = settings;
    }

    DryRun dryRun(RequestName sourceName, RequestOptions options, boolean anyStatus) {
        RequestDocument document = document(sourceName, anyStatus);
        Workflow workflow = derive(document.spec(), options, sourceName, FIRST_VERSION);
        requireInput(workflow);
        return new DryRun(
                workflow,
                new Planner(settings.planning())
                        .summary(
                                workflow,
                                input(workflow, options),
                                new SiteView(ports.cric().siteMap(), new TreeMap<>()),
                                limits()));
    }

    /** The schedd's limits; null if it does not answer, or its tools are not there: a dry run needs no HTCondor. */
    private @Nullable SchedulerLimits limits() {
        try {
            return ports.htcondor().limits();
        } catch (Wms2Exception e) {
            return null;
        }
    }

    /** The plan that a request would have, with all of its input in memory; nothing is stored. */
    PlanView simulate(RequestName sourceName, RequestOptions options) {
        RequestDocument document = document(sourceName, true);
        Workflow workflow = derive(document.spec(), options, sourceName, FIRST_VERSION);
        requireInput(workflow);
        List<InputBlock> blocks = new ArrayList<>();
        List<Exclusion> exclusions = new ArrayList<>();
        if (workflow.inputSelection().isPresent()) {
            new SnapshotReader(ports.dbs(), ports.rucio())
                    .read(workflow, options, false, SnapshotView.NOTHING)
                    .forEachRemaining(part -> {
                        switch (part) {
                            case SnapshotPart.Append append -> blocks.add(append.block());
                            case SnapshotPart.Exclude exclude -> exclusions.add(exclude.exclusion());
                            case SnapshotPart.Relocate relocate -> {}
                            case SnapshotPart.Invalidate invalidate -> {}
                        }
                    });
        }
        SiteView sites = new SiteView(ports.cric().siteMap(), new TreeMap<>());
        int priority = document.spec().priority();
        return WholePlan.simulated(workflow, priority, blocks, exclusions, settings.planning(), sites);
    }

    /** All that the request selects, read from DBS as it is iterated over. */
    private RoundInput input(Workflow workflow, RequestOptions options) {
        return workflow.generation()
                .map(generator -> RoundInput.of(generator, List.of()))
                .orElseGet(() -> RoundInput.whole(
                        within -> () -> new SnapshotReader(ports.dbs(), ports.rucio()).appended(workflow, options)));
    }

    Imported importRequest(RequestName name, RequestOptions options, String who) {
        Optional<Request> there = ports.stores().requests().find(name);
        if (there.isPresent()) {
            return follow(there.get(), options);
        }
        ports.htcondor().checkReachable();
        RequestDocument document = document(name, false);
        Workflow workflow = runnable(document, options, name, FIRST_VERSION);
        Request request = row(name, document, options);
        ports.stores().requests().create(request, workflow, who);
        return new Imported(request, false);
    }

    /** The workflow of a request that is to be run, under the name of its row and our processing version. */
    Workflow runnable(RequestDocument document, RequestOptions options, RequestName rowName, int processingVersion) {
        Workflow workflow = derive(document.spec(), options, rowName, processingVersion);
        WorkflowDerivation.notYetRunnable(document.spec()).ifPresent(what -> {
            throw new NotYetException(what);
        });
        requireInput(workflow);
        return workflow;
    }

    private static Imported follow(Request request, RequestOptions options) {
        if (request.status().isFinal()) {
            RequestName next = request.supersededBy();
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " is " + request.status().word() + " since " + request.statusSince()
                            + " (" + request.reason() + "): "
                            + (next == null
                                    ? "wms2 restart " + request.name()
                                            + " makes a new processing version; for what became of it see wms2 show "
                                            + request.name()
                                    : "its next processing version is " + next + ": wms2 import " + next
                                            + " follows it"));
        }
        if (!options.equals(RequestOptions.NONE) && !options.equals(request.options())) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " was imported with other options (asked " + words(options)
                            + "; it has " + words(request.options()) + ") and is "
                            + request.status().word() + ": import it without options to follow it");
        }
        return new Imported(request, true);
    }

    /** Options as the command line spells them. */
    private static String words(RequestOptions options) {
        List<String> words = new ArrayList<>();
        SplittingAlgo splitting = options.splitting();
        add(words, "splitting", splitting == null ? null : splitting.word());
        add(words, "files-per-job", options.filesPerJob());
        add(words, "events-per-job", options.eventsPerJob());
        add(words, "max-files", options.maxFiles());
        add(words, "max-events", options.maxEvents());
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + " " + value);
        }
    }

    RequestDocument document(RequestName name, boolean anyStatus) {
        RequestDocument document = ports.reqMgr2()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "ReqMgr2 has no request " + name));
        if (!anyStatus && !IMPORTABLE.contains(document.status())) {
            throw new InputRefusedException(
                    "RequestStatus", document.status(), "assigned, staging, staged or acquired: others are not ours");
        }
        return document;
    }

    private Workflow derive(RequestSpec spec, RequestOptions options, RequestName rowName, int processingVersion) {
        Map<ConfigId, ConfigDocument> configs = new HashMap<>();
        for (StepSpec step : spec.steps()) {
            ConfigId id = step.config();
            if (id != null && !configs.containsKey(id)) {
                ports.configCache()
                        .find(spec.configCacheUrl(), spec.configCacheDatabase(), id)
                        .ifPresent(c -> configs.put(id, c));
            }
        }
        return WorkflowDerivation.derive(spec, configs, options, rowName, processingVersion);
    }

    private void requireInput(Workflow workflow) {
        workflow.inputSelection().ifPresent(selection -> {
            DatasetName dataset = selection.dataset();
            if (ports.dbs().dataset(dataset).isEmpty()) {
                throw new InputRefusedException("InputDataset", dataset.value(), "a dataset that DBS knows");
            }
        });
    }

    private Request row(RequestName name, RequestDocument document, RequestOptions options) {
        Instant now = ports.clock().instant();
        return new Request(
                name,
                name,
                FIRST_VERSION,
                RequestStatus.SUBMITTED,
                document.spec(),
                document.raw(),
                options,
                document.spec().priority(),
                "",
                "",
                0,
                0,
                false,
                now,
                now,
                now,
                1);
    }
}
