package org.wms2.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.RequestName;

/** ReqMgr2 in memory: totals add up, steps go one after the other. */
public final class FakeReqMgr2 implements ReqMgr2 {
    private static final List<String> WAY =
            List.of("assigned", "staging", "staged", "acquired", "running-open", "running-closed", "completed");

    private final Trouble trouble;
    private final Map<RequestName, RequestDocument> documents = new HashMap<>();
    private final Map<RequestName, ReportedRequest> reported = new HashMap<>();
    private final List<String> steps = new ArrayList<>();

    FakeReqMgr2(Trouble trouble) {
        this.trouble = trouble;
    }

    void put(RequestDocument document) {
        documents.put(document.spec().name(), document);
        reported.put(document.spec().name(), new ReportedRequest(document.status(), RequestTotals.NONE));
    }

    /** Every status that was set, in order. */
    public List<String> steps() {
        return steps;
    }

    /** As it is now, whoever is down. */
    public ReportedRequest now(RequestName name) {
        return Objects.requireNonNull(reported.get(name));
    }

    /** Somebody else counts, too. */
    public void othersAdd(RequestName name, RequestTotals added) {
        reported.put(
                name, new ReportedRequest(now(name).status(), now(name).totals().plus(added)));
    }

    @Override
    public Optional<RequestDocument> find(RequestName name) {
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public Optional<ReportedRequest> reported(RequestName name) {
        trouble.before("ReqMgr2");
        return Optional.ofNullable(reported.get(name));
    }

    @Override
    public void setStatus(RequestName name, String status) {
        trouble.before("ReqMgr2");
        int here = WAY.indexOf(now(name).status());
        boolean legal = status.equals("aborted")
                ? here >= 0 && here < WAY.indexOf("completed")
                : status.equals("failed") ? here == 2 || here == 3 : here >= 0 && WAY.indexOf(status) == here + 1;
        if (!legal) {
            throw new ServiceRefusedException(
                    "ReqMgr2", "APP 1101: " + now(name).status() + " to " + status);
        }
        steps.add(status);
        reported.put(name, new ReportedRequest(status, now(name).totals()));
        trouble.after("ReqMgr2");
    }

    @Override
    public void addStatistics(RequestName name, RequestTotals added) {
        trouble.before("ReqMgr2");
        othersAdd(name, added);
        trouble.after("ReqMgr2");
    }
}
