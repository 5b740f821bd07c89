package org.wms2.server.wiring;

import java.nio.file.Path;
import java.util.List;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/** What can be put into the simulated CMS. */
public interface Scenarios {
    /** Names of the built-in scenarios, such as {@code demo-gen}. */
    List<String> names();

    /** Puts a new request of a built-in scenario into ReqMgr2, assigned; {@code <scenario>-<time>}. */
    RequestName mint(String scenario);

    /**
     * Loads the documents of a file (layout of request-fixtures.json), with their configurations and inputs.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code INPUT_REFUSED if the file is not of that layout
     */
    List<Loaded> load(Path file);

    /** Whether the simulated CMS has made a dataset's content up from a request. */
    boolean isMadeUp(DatasetName dataset);

    /**
     * A loaded document.
     *
     * @param template the template that it was made from; empty if the file does not say
     */
    record Loaded(RequestName name, String template) {
        /** Whether a person who writes this word may mean this document. */
        public boolean isMeantBy(String word) {
            String file = template.substring(template.lastIndexOf('/') + 1);
            return name.value().equals(word)
                    || (!template.isEmpty()
                            && (template.equals(word) || file.equals(word) || file.equals(word + ".json")));
        }
    }
}
