package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String TOOL = "condor_config_val";
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
        List<String> values = values(List.of("MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER", "START_SCHEDULER_UNIVERSE"));
        return new SchedulerLimits(perOwner(values.get(0)), total(values.get(1)));
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

    /** One line each; of what has no value it says "Not defined". A hung schedd is waited for until our time is up. */
    private List<String> values(List<String> names) {
        List<String> arguments = new ArrayList<>(tools.schedd().arguments());
        arguments.add("-schedd");
        arguments.addAll(names);
        CommandResult result = tools.run(TOOL, arguments, Path.of("/"), "", timeout);
        List<String> values = result.stdout().lines().map(String::strip).toList();
        if (!result.succeeded() || values.size() != names.size()) {
            throw ObservedTools.unavailable(TOOL, "exit status " + result.exitCode() + ": " + result.words());
        }
        return values;
    }
}
