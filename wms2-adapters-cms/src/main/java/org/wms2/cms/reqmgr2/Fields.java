package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.wms2.ports.error.InputRefusedException;

/** The fields of one JSON object; null and absent are the same. */
record Fields(String prefix, JsonNode object) {

    /** The field, if it is there. */
    Optional<Field> find(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(new Field(prefix + name, value));
    }

    /** The field. */
    Field need(String name) {
        return find(name).orElseThrow(() -> missing(name, "a value: the field is mandatory"));
    }

    /** An inner object. */
    Fields object(String name) {
        Field field = need(name);
        if (!field.value().isObject()) {
            throw field.refused("a JSON object");
        }
        return new Fields(prefix + name + ".", field.value());
    }

    /** The refusal of a field that is not there. */
    InputRefusedException missing(String name, String accepted) {
        return new InputRefusedException(prefix + name, "", accepted);
    }
}
