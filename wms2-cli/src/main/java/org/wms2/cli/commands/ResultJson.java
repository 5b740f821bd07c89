package org.wms2.cli.commands;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.domain.RequestView;
import org.wms2.server.json.RequestViewJson;
import org.wms2.server.json.WishJson;
import org.wms2.server.wiring.Engine;

/**
 * A request as the command prints it.
 *
 * @param wishes open ones, oldest first
 * @param onDisk by output dataset: the directory of this machine that holds its files; those elsewhere are absent
 */
record ResultJson(@JsonUnwrapped RequestViewJson view, List<WishJson> wishes, Map<String, String> onDisk) {
    ResultJson(RequestView view, Engine engine) {
        this(
                RequestViewJson.of(view),
                engine.wishes(view.request().name()).stream().map(WishJson::of).toList(),
                places(view, engine));
    }

    private static Map<String, String> places(RequestView view, Engine engine) {
        Map<String, String> places = new TreeMap<>();
        view.outputs()
                .forEach(output -> engine.onDisk(output)
                        .map(Path::toString)
                        .ifPresent(place -> places.put(output.dataset().toString(), place)));
        return places;
    }
}
