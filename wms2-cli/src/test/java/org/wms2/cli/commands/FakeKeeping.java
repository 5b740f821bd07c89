package org.wms2.cli.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Admission;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.domain.housekeeping.SweepReport;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.Archived;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.htcondor.SubmitDisk;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.server.wiring.Engine;

/** The part of {@link FakeEngine} that is about sites, and about what is kept of requests that have ended. */
abstract class FakeKeeping implements Engine {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<SiteBan> bans = new ArrayList<>();
    final Map<SiteName, Site> sites = new TreeMap<>();

    /** A request's row; NOT_FOUND if there is none. */
    abstract Request row(RequestName name);

    @Override
    public List<Site> sites() {
        return List.copyOf(sites.values());
    }

    @Override
    public List<SiteBan> bans() {
        return List.copyOf(bans);
    }

    @Override
    public SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason) {
        known(site);
        SiteBan ban = new SiteBan(site, request, reason, "tester@here", Instant.EPOCH, Instant.EPOCH.plus(length));
        bans.add(ban);
        return ban;
    }

    @Override
    public void unban(SiteName site, @Nullable RequestName request) {
        if (!bans.removeIf(b -> b.site().equals(site) && Objects.equals(b.request(), request))) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, site + " is not banned");
        }
    }

    @Override
    public Admission admission() {
        return Admission.of(300, 20, LayoutChoice.AUTO, new SchedulerLimits(200, SchedulerLimits.NONE));
    }

    private static void known(SiteName name) {
        if (!name.value().equals("T2_CH_CERN")) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "CRIC knows no site " + name);
        }
    }

    @Override
    public Site setSite(SiteName name, SiteStatus status, String reason) {
        known(name);
        Site site = new Site(name, status, reason);
        sites.put(name, site);
        return site;
    }

    @Override
    public SweepReport sweep() {
        calls.add("sweep");
        return new SweepReport(0, 0, 0, 0, RemovedFiles.NONE, RemovedFiles.NONE, List.of());
    }

    @Override
    public Archiving.Result archive(RequestName name, boolean delete, @Nullable String to) {
        calls.add("archive " + name + (delete ? " and delete" : "") + (to == null ? "" : " to " + to));
        if (!row(name).status().isFinal()) {
            throw new Wms2Exception(ErrorCode.CONFLICT, name + " is active: its submit directories are needed");
        }
        String file = to == null ? "/home/archive/" + name + ".tar.gz" : to;
        return new Archiving.Result(
                Optional.of(new Archived(file, 12, 34_000, 5_000, true)),
                delete ? removedDirectories(name) : List.of(),
                delete ? new RemovedFiles(12, 34_000) : RemovedFiles.NONE);
    }

    @Override
    public Archiving.Leftovers leftovers(RequestName name, boolean delete) {
        calls.add("leftovers of " + row(name).name() + (delete ? ", deleted" : ""));
        return new Archiving.Leftovers(
                Optional.of(new SubmitDisk.Leftovers(new RemovedFiles(1, 7_000), List.of("/store/unmerged/x.root"))),
                List.of("/store/unmerged/A/00000/aaaaaaaaaa-*"),
                List.of("/A/B/C#d at T2_CH_CERN: dropped"));
    }

    @Override
    public List<RemovedDirectory> removedDirectories(RequestName name) {
        return calls.stream().noneMatch(c -> c.startsWith("archive " + name + " and delete"))
                ? List.of()
                : List.of(new RemovedDirectory(
                        "/submit/" + name + "/v1/r0",
                        name,
                        "/home/archive/" + name + ".tar.gz",
                        12,
                        34_000,
                        SampleRows.T0));
    }
}
