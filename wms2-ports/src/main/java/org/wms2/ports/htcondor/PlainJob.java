package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Map;

/**
 * One job outside of any DAG.
 *
 * @param executable absolute path
 * @param directory absolute path of its initial directory, where its log and output go
 * @param attributes job attributes with string values, such as DESIRED_Sites
 */
public record PlainJob(
        String name, String executable, List<String> arguments, String directory, Map<String, String> attributes) {
    public PlainJob {
        arguments = List.copyOf(arguments);
        attributes = Map.copyOf(attributes);
    }
}
