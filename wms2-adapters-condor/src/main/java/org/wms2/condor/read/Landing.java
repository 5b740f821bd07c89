package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.id.SiteName;

/**
 * Which landing of a work unit is under way (resources job/choose_sites.sh, job/group_end.sh).
 *
 * @param number WMS2_LANDING_TRY, from 0; never used again for another landing
 * @param struck whether its site has been struck: the work unit failed there for a reason of the site
 */
record Landing(int number, boolean struck) {
    private static final long MAX_BYTES = 1L << 20;
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\s*WMS2_LANDING_TRY\\s*=\\s*([0-9]{1,9})\\s*$");

    /** What the files of a work unit's directory say; the first landing where they say nothing. */
    static Landing of(Path group) {
        int number =
                word(group.resolve("sites.inc"), NUMBER).map(Integer::valueOf).orElse(0);
        SiteName elected = Groups.site(group);
        return new Landing(number, elected != null && StruckSites.read(group).contains(elected));
    }

    private static Optional<String> word(Path file, Pattern pattern) {
        return Texts.read(file, MAX_BYTES)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1));
    }
}
