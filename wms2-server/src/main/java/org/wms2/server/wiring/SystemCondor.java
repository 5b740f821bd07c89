package org.wms2.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.condor.tools.CondorTools;
import org.wms2.condor.tools.ManySchedds;
import org.wms2.condor.tools.Member;
import org.wms2.condor.tools.Schedd;
import org.wms2.condor.tools.ScheddChecks;
import org.wms2.condor.tools.Spool;
import org.wms2.condor.tools.ToolEnvironment;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.system.CallObserver;
import org.wms2.server.settings.Places;
import org.wms2.server.settings.Schedds;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Work;

/** The HTCondor that this machine's tools talk to: its default schedd, one by name, or several. */
record SystemCondor(Schedds schedds, ToolEnvironment environment) {
    private static final Logger LOG = LoggerFactory.getLogger(SystemCondor.class);

    /** With this process's own CONDOR_CONFIG, _CONDOR_* and credentials. */
    static SystemCondor of(Schedds schedds) {
        ToolEnvironment environment = ToolEnvironment.ofThisProcess();
        // Without a schedd's name the tools ignore -pool.
        return schedds.names().isEmpty() && !schedds.condorHost().isEmpty()
                ? new SystemCondor(schedds, environment.with("_CONDOR_COLLECTOR_HOST", schedds.condorHost()))
                : new SystemCondor(schedds, environment);
    }

    HTCondor htcondor(ToolSettings limits, InstantSource clock, CallObserver observer) {
        List<Member> members = new ArrayList<>();
        for (Schedd schedd : named()) {
            CondorTools tools = new CondorTools(environment, limits, clock, observer, schedd);
            if (schedds.names().size() < 2) {
                return tools;
            }
            members.add(Member.of(schedd, tools));
        }
        return new ManySchedds(members, clock, ManySchedds.PAUSE);
    }

    /** Says in the log if no slot can take our jobs. Glideins come and go: it is no error. */
    void warnWithoutSites() {
        try {
            if (new ScheddChecks(environment, named().getFirst(), 1).aSite().isEmpty()) {
                LOG.warn(
                        "no slot advertises GLIDEIN_CMSSite now: jobs with DESIRED_Sites match nothing until one does");
            }
        } catch (ServiceUnavailableException e) {
            LOG.warn("the collector does not say which sites there are: {}", e.text());
        }
    }

    /** What {@code wms2 doctor} says of it. */
    List<Answer> checks(Settings settings) {
        List<Answer> answers = new ArrayList<>();
        int dagmans = 1 + settings.get(Work.THROTTLE_WORK_UNITS);
        for (Schedd schedd : named()) {
            for (ScheddChecks.Line line : new ScheddChecks(environment, schedd, dagmans).run()) {
                answers.add(new Answer(line.what(), line.ok(), line.detail()));
            }
        }
        answers.add(submitDirectory(Places.of(settings)));
        return answers;
    }

    private List<Schedd> named() {
        return schedds.names().isEmpty()
                ? List.of(Schedd.DEFAULT)
                : schedds.names().stream().map(this::named).toList();
    }

    private Schedd named(String name) {
        return schedds.spooled().contains(name)
                ? new Schedd(name, schedds.condorHost(), new Spool(schedds.spoolBin(), schedds.spoolConfig()))
                : new Schedd(name, schedds.condorHost());
    }

    /** DAGMan runs as the account that submits, and must be able to write there. */
    private static Answer submitDirectory(Places places) {
        String what = "submit directory";
        Path there = places.submitDir();
        try {
            places.requireSubmitDirForDagman();
            if (!Files.exists(there)) {
                return new Answer(what, true, there + " is made when it is needed");
            }
            String owner = Files.getOwner(there).getName();
            String account = System.getProperty("user.name", "");
            boolean ours = owner.equals(account);
            return new Answer(
                    what,
                    ours,
                    ours
                            ? there.toString()
                            : there + " belongs to " + owner + ", not to " + account
                                    + ": DAGs in it would stay idle; change its owner, or give another --submit-dir");
        } catch (Wms2Exception e) {
            return new Answer(what, false, e.text());
        } catch (IOException e) {
            return new Answer(what, false, there + " cannot be looked at: " + e);
        }
    }
}
