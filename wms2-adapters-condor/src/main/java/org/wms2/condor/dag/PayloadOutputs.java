package org.wms2.condor.dag;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.read.ManifestFile;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.workflow.OutputModule;

/**
 * The output modules of a workflow under names that are unique in it. The job scripts know an output by one name; a
 * module's own name is unique only together with its step, so {@code <step>-<module>} is taken where two steps share it.
 * A module is an attribute of a CMSSW process, so its name holds no '-' ({@link ManifestFile} undoes this).
 */
final class PayloadOutputs {
    private final Map<String, OutputModule> byLabel = new LinkedHashMap<>();

    PayloadOutputs(List<OutputModule> outputs) {
        Map<String, Integer> uses = new HashMap<>();
        outputs.forEach(o -> uses.merge(o.module(), 1, Integer::sum));
        for (OutputModule output : outputs) {
            CondorText.attribute(output.module());
            boolean unique = Integer.valueOf(1).equals(uses.get(output.module()));
            String label = CondorText.word(unique ? output.module() : output.step() + "-" + output.module());
            if (byLabel.put(label, output) != null) {
                throw new Wms2Exception(
                        ErrorCode.INTERNAL,
                        "output module " + output.module() + " of step " + output.step() + " is planned twice");
            }
        }
        byLabel.forEach((label, output) -> checkOrder(label, output));
    }

    Map<String, OutputModule> byLabel() {
        return byLabel;
    }

    /** The name of the output that this one is made from, if that is kept too; else it is made from the inputs. */
    Optional<String> parent(OutputModule output) {
        return output.parent() == null ? Optional.empty() : labelOf(output);
    }

    private Optional<String> labelOf(OutputModule child) {
        return byLabel.entrySet().stream()
                .filter(e -> isParent(e.getValue(), child))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isParent(@Nullable OutputModule candidate, OutputModule child) {
        return candidate != null && candidate.kept() && candidate.dataset().equals(child.parent());
    }

    private void checkOrder(String label, OutputModule output) {
        for (Map.Entry<String, OutputModule> earlier : byLabel.entrySet()) {
            if (earlier.getKey().equals(label)) {
                break;
            }
            if (isParent(earlier.getValue(), output)) {
                return;
            }
        }
        parent(output).ifPresent(late -> {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "output " + label + " comes before its parent " + late + ": expected steps in order");
        });
    }
}
