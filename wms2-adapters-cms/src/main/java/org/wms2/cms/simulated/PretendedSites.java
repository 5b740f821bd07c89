package org.wms2.cms.simulated;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The pretended sites and storage elements: four sites with disk, one of them with tape too. */
public final class PretendedSites {

    /** A storage element; the site that it serves is empty for tape. */
    public record Rse(String name, String type, int tier, String country, String site) {}

    /** All storage elements. */
    public static final List<Rse> RSES = List.of(
            new Rse("T2_CH_CERN", "DISK", 2, "CH", "T2_CH_CERN"),
            new Rse("T1_US_FNAL_Disk", "DISK", 1, "US", "T1_US_FNAL"),
            new Rse("T1_US_FNAL_MSS", "TAPE", 1, "US", ""),
            new Rse("T2_DE_DESY", "DISK", 2, "DE", "T2_DE_DESY"),
            new Rse("T2_US_Nebraska", "DISK", 2, "US", "T2_US_Nebraska"));

    private PretendedSites() {}

    /** Names of the disks. */
    public static List<String> disks() {
        return RSES.stream().filter(r -> r.type().equals("DISK")).map(Rse::name).toList();
    }

    static boolean known(String rse) {
        return RSES.stream().anyMatch(r -> r.name().equals(rse));
    }

    /**
     * RSEs of an expression: names or {@code attribute=value} joined by {@code &}, {@code |} and {@code \} from left to
     * right, without brackets.
     *
     * @throws ServiceError InvalidRSEExpression if it names none
     */
    static Set<String> matching(String expression) {
        TreeSet<String> found = new TreeSet<>();
        char operator = '|';
        for (String part : expression.split("(?<=[|&\\\\])|(?=[|&\\\\])", -1)) {
            if (part.length() == 1 && "|&\\".contains(part)) {
                operator = part.charAt(0);
                continue;
            }
            Set<String> term = term(part.strip());
            switch (operator) {
                case '|' -> found.addAll(term);
                case '&' -> found.retainAll(term);
                default -> found.removeAll(term);
            }
        }
        if (found.isEmpty()) {
            throw ServiceError.rucio(409, "InvalidRSEExpression", "RSE Expression resulted in an empty set.");
        }
        return found;
    }

    private static Set<String> term(String term) {
        TreeSet<String> found = new TreeSet<>();
        for (Rse rse : RSES) {
            boolean matches = switch (term.replaceFirst("=.*$", "=")) {
                case "*" -> true;
                case "rse=" -> term.substring(4).equals(rse.name());
                case "rse_type=" -> term.substring(9).equals(rse.type());
                case "tier=" -> term.substring(5).equals(String.valueOf(rse.tier()));
                case "country=" -> term.substring(8).equals(rse.country());
                case "cms_type=" -> term.substring(9).equals("real");
                default -> term.equals(rse.name());
            };
            if (matches) {
                found.add(rse.name());
            }
        }
        return found;
    }
}
