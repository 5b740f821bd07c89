package org.wms2.condor.tools;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ClusterId;

/**
 * Which schedd the tools are to talk to.
 *
 * @param name as the collector knows it, such as {@code submit1.cern.ch} or {@code second@submit1.cern.ch}; empty for the
 *     tools' own default, this machine's
 * @param pool its collector, as host or host:port; empty for the tools' own default. HTCondor ignores it without a name
 * @param spool set if we cannot see its files
 */
public record Schedd(String name, String pool, @Nullable Spool spool) {
    /** The tools' own default. */
    public static final Schedd DEFAULT = new Schedd("", "");

    /** Tools that take {@code -name} and {@code -pool}; condor_submit_dag takes neither (docs/htcondor.md, Other schedds). */
    private static final Set<String> NAMED = Set.of(
            "condor_q",
            "condor_history",
            "condor_submit",
            "condor_rm",
            "condor_hold",
            "condor_release",
            "condor_prio",
            "condor_qedit",
            "condor_transfer_data",
            "condor_ping");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@:-]{0,254}");

    /** One that works in our own directories. */
    public Schedd(String name, String pool) {
        this(name, pool, null);
    }

    public Schedd {
        require("a schedd's name", name);
        require("a collector's host", pool);
        if (name.isEmpty() && !pool.isEmpty()) {
            throw new IllegalArgumentException("found the collector " + pool + " alone, expected a schedd's name too");
        }
        if (name.isEmpty() && spool != null) {
            throw new IllegalArgumentException("expected the name of a schedd whose files we cannot see, found none");
        }
    }

    /** Whether it is another than the tools' own default. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    /** Arguments that send a tool to this schedd; they go before all others. */
    public List<String> arguments(String tool) {
        return NAMED.contains(tool) ? arguments() : List.of();
    }

    /** The same for a tool that asks a schedd only if it is told to, such as condor_config_val. */
    List<String> arguments() {
        if (!isNamed()) {
            return List.of();
        }
        return pool.isEmpty() ? List.of("-name", name) : List.of("-name", name, "-pool", pool);
    }

    /** A cluster of this schedd. */
    public ClusterId cluster(int number) {
        return new ClusterId(number, name);
    }

    /** For a message. */
    @Override
    public String toString() {
        return isNamed() ? name : "this machine's schedd";
    }

    private static void require(String what, String value) {
        if (!value.isEmpty() && !WORD.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected as " + what + " letters, digits and . _ - @ :, found '" + value + "'");
        }
    }
}
