package org.wms2.cms.http;

import java.io.IOException;

/** Makes a value of an answer, whatever its status. */
@FunctionalInterface
public interface ReplyReader<T> {

    /**
     * Reads the answer.
     *
     * @throws org.wms2.ports.error.ServiceRefusedException if it is a refusal, with the service's own words
     * @throws org.wms2.ports.error.ServiceUnavailableException if it means "try later"
     * @throws IOException if it breaks off or cannot be understood
     */
    T read(Reply reply) throws IOException;
}
