package org.wms2.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.SiteName;

/** Finds out whether a site's name means a site, and which one may have been meant. */
final class KnownSites {
    private static final int SUGGESTED = 3;
    private static final int FARTHEST = 4;

    private KnownSites() {}

    /**
     * Refuses a name that none of the sites has.
     *
     * @throws Wms2Exception with code NOT_FOUND, and the nearest names
     */
    static void require(SiteName name, SortedSet<SiteName> known) {
        if (known.contains(name)) {
            return;
        }
        List<SiteName> near = nearest(name, known);
        String meant = near.isEmpty()
                ? "it knows " + known.size() + " sites"
                : "did you mean " + near.stream().map(SiteName::value).collect(Collectors.joining(", ")) + "?";
        throw new Wms2Exception(ErrorCode.NOT_FOUND, "CRIC knows no site " + name + ": " + meant);
    }

    /** The few names that differ least or begin alike (an RSE's name for its site), nearest first. */
    static List<SiteName> nearest(SiteName name, SortedSet<SiteName> known) {
        return known.stream()
                .filter(s -> distance(name, s) <= FARTHEST || isPartOf(name, s) || isPartOf(s, name))
                .sorted(Comparator.comparingInt((SiteName s) -> distance(name, s))
                        .thenComparing(s -> s))
                .limit(SUGGESTED)
                .toList();
    }

    private static boolean isPartOf(SiteName part, SiteName whole) {
        return whole.value().toLowerCase(Locale.ROOT).startsWith(part.value().toLowerCase(Locale.ROOT));
    }

    /** Letters to insert, delete or replace, whatever their case. */
    private static int distance(SiteName one, SiteName other) {
        String a = one.value().toLowerCase(Locale.ROOT);
        String b = other.value().toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
