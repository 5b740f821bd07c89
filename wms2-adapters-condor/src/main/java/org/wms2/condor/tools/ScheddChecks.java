package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.system.CallObserver;

/** What must be so at a schedd for our DAGs to run there: each line says what is, or what to do. Changes nothing. */
public final class ScheddChecks {
    private static final Path ROOT = Path.of("/");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int OLDEST = 23;
    private static final Pattern VERSION = Pattern.compile("\\$CondorVersion: (([0-9]+)\\.[0-9.]+)");

    private final ObservedTools tools;
    private final Schedd schedd;
    private final int dagmansOfOneDag;

    /**
     * Of one schedd.
     *
     * @param dagmansOfOneDag how many DAGMan processes one DAG may have at once, its outer one included
     */
    public ScheddChecks(ToolEnvironment environment, Schedd schedd, int dagmansOfOneDag) {
        this.tools = new ObservedTools(environment, CallObserver.NONE, schedd);
        this.schedd = schedd;
        this.dagmansOfOneDag = dagmansOfOneDag;
    }

    /** One line of the answer; the detail of a problem says what to do. */
    public record Line(String what, boolean ok, String detail) {}

    /** All lines. A schedd that does not answer is not asked for the rest. */
    public List<Line> run() {
        List<Line> lines = new ArrayList<>();
        Line answers = line("schedd", this::answers);
        lines.add(answers);
        lines.add(line("version", this::version));
        if (answers.ok()) {
            lines.add(line("limits", this::limits));
            lines.add(line("security", this::security));
        }
        lines.add(line("sites", this::sites));
        return lines;
    }

    /**
     * A site that some slot advertises; empty if none does now. The jobs ask for DESIRED_Sites, which slots compare with it.
     *
     * @throws org.wms2.ports.error.ServiceUnavailableException if the collector does not answer
     */
    public Optional<String> aSite() {
        List<String> arguments = new ArrayList<>();
        if (!schedd.pool().isEmpty()) {
            arguments.addAll(List.of("-pool", schedd.pool()));
        }
        arguments.addAll(
                List.of("-constraint", "GLIDEIN_CMSSite =!= undefined", "-limit", "1", "-af", "GLIDEIN_CMSSite"));
        return said("condor_status", arguments)
                .lines()
                .filter(l -> !l.isBlank())
                .findFirst();
    }

    private Line line(String what, Supplier<Line> check) {
        try {
            return check.get();
        } catch (Wms2Exception e) {
            return new Line(name(what), false, e.text());
        }
    }

    private String name(String what) {
        return "HTCondor " + what + (schedd.isNamed() ? " " + schedd.name() : "");
    }

    private Line answers() {
        said("condor_q", List.of("-totals"));
        return new Line(name("schedd"), true, "answers");
    }

    private Line version() {
        Matcher version = VERSION.matcher(said("condor_version", List.of()));
        if (!version.find()) {
            return new Line(name("version"), false, "condor_version gave none: is HTCondor whole?");
        }
        boolean enough = Integer.parseInt(version.group(2)) >= OLDEST;
        return new Line(
                name("version"),
                enough,
                enough ? "tools " + version.group(1) : "tools " + version.group(1) + ": WMS2 needs 23 or newer");
    }

    private Line limits() {
        SchedulerLimits limits = new LimitsQuery(tools, PATIENCE).ask();
        String told =
                "DAGMan jobs: " + number(limits.perOwner()) + " of one owner, " + number(limits.total()) + " of all";
        boolean enough = limits.smallest() >= dagmansOfOneDag;
        return new Line(
                name("limits"),
                enough,
                enough
                        ? told
                        : told + "; one DAG may have " + dagmansOfOneDag
                                + ": raise MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER and START_SCHEDULER_UNIVERSE, or lower"
                                + " throttle-work-units");
    }

    /** Says by what method we are who: "WRITE command using (AES, AES, and FS) succeeded as wms2@host to schedd". */
    private Line security() {
        CommandResult result = tools.run("condor_ping", List.of("-type", "schedd", "WRITE"), ROOT, "", PATIENCE);
        return new Line(
                name("security"),
                result.succeeded(),
                result.succeeded()
                        ? result.words()
                        : result.words() + ": we may not submit; see IDTOKENS in docs/htcondor.md");
    }

    private Line sites() {
        Optional<String> site = aSite();
        return new Line(
                name("sites"),
                site.isPresent(),
                site.map(s -> "slots advertise GLIDEIN_CMSSite, " + s + " for one")
                        .orElse(
                                "no slot advertises GLIDEIN_CMSSite now: jobs with DESIRED_Sites match nothing until one"
                                        + " does (glideins do; else STARTD_ATTRS = $(STARTD_ATTRS) GLIDEIN_CMSSite)"));
    }

    private String said(String tool, List<String> arguments) {
        CommandResult result = tools.run(tool, arguments, ROOT, "", PATIENCE);
        if (!result.succeeded()) {
            throw ObservedTools.unavailable(tool, result.words());
        }
        return result.stdout();
    }

    private static String number(int limit) {
        return limit == SchedulerLimits.NONE ? "any number" : String.valueOf(limit);
    }
}
