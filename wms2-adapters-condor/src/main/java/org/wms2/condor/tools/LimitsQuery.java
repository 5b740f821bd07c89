package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.SchedulerLimits;

/**
 * Asks the running schedd itself how many scheduler universe jobs it lets run: {@code condor_config_val -schedd}, not the
 * files of this machine, which the schedd may have read in an earlier version or never.
 */
final class LimitsQuery {
    private static final Pattern TOTAL = Pattern.compile(
            "\\(?\\s*TotalSchedulerJobsRunning\\s*<(=?)\\s*([0-9]{1,9})\\s*\\)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final ObservedTools tools;
    private final Duration timeout;

    LimitsQuery(ObservedTools tools, Duration timeout) {
        this.tools = tools;
        this.timeout = timeout;
    }

    /**
     * The limits now.
     *
     * @throws ServiceUnavailableException if the schedd does not answer
     */
    SchedulerLimits ask() {
        return new SchedulerLimits(
                perOwner(value("MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER")), total(value("START_SCHEDULER_UNIVERSE")));
    }

    /** 0 and less is no limit, as the schedd reads it; so is what is no number. */
    private static int perOwner(String value) {
        int limit = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        return limit > 0 ? limit : SchedulerLimits.NONE;
    }

    private static int total(String value) {
        Matcher total = TOTAL.matcher(value);
        if (!total.matches()) {
            return SchedulerLimits.NONE;
        }
        int limit = Integer.parseInt(total.group(2)) + (total.group(1).isEmpty() ? 0 : 1);
        return limit > 0 ? limit : SchedulerLimits.NONE;
    }

    private String value(String name) {
        CommandResult result = tools.run("condor_config_val", List.of("-schedd", name), Path.of("/"), "", timeout);
        if (result.succeeded()) {
            return result.stdout().strip();
        }
        if (!ToolWords.saysUnreachable(result) && ToolWords.saysNotDefined(result)) {
            return "";
        }
        throw ObservedTools.unavailable(
                "condor_config_val", "exit status " + result.exitCode() + ": " + result.words());
    }
}
