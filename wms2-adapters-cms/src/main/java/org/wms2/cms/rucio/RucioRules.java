package org.wms2.cms.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleState;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.RuleId;

/** Reads rules (contracts/cms.md 4.6). */
final class RucioRules {

    /** A deleted rule lives on with expires_at an hour ahead, until a daemon removes it. */
    private static final Duration DELETION = Duration.ofMinutes(65);

    private RucioRules() {}

    /** Whether it is being deleted, or ends so soon that nothing can be built on it. */
    static boolean beingDeleted(JsonNode rule, Instant now) {
        String expires = rule.path("expires_at").asText("");
        if (expires.isEmpty() || rule.path("expires_at").isNull()) {
            return false;
        }
        try {
            return RucioToken.DATE.parse(expires, Instant::from).isBefore(now.plus(DELETION));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static Rule rule(String service, JsonNode node) {
        String state = node.path("state").asText("");
        try {
            return new Rule(
                    new RuleId(node.path("id").asText("")),
                    RuleState.valueOf(state),
                    node.path("rse_expression").asText(""),
                    node.path("locks_ok_cnt").asLong(),
                    node.path("locks_replicating_cnt").asLong()
                            + node.path("locks_stuck_cnt").asLong(),
                    node.path("error").isNull() ? "" : node.path("error").asText(""));
        } catch (IllegalArgumentException e) {
            throw new ServiceRefusedException(service, "a rule in a state that we do not know: " + state);
        }
    }
}
