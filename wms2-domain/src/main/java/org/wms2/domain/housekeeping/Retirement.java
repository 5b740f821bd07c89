package org.wms2.domain.housekeeping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;

/**
 * Takes a submit directory away, and then says so in the database: killed in between, the next one finds it still listed,
 * and nothing there.
 */
record Retirement(Ports ports) {
    private static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * Removes it; the caller works exclusively.
     *
     * @param archive that holds it; empty: none
     * @throws Wms2Exception with code CONFLICT if the request is not final, or owes something
     */
    RemovedFiles remove(RequestName name, String directory, String archive) {
        ended(name);
        RemovedFiles removed = ports.disk().remove(directory);
        say(name, directory, archive, removed);
        return removed;
    }

    /**
     * The request, if nobody needs its directories.
     *
     * @throws Wms2Exception with code NOT_FOUND; CONFLICT if it is not final, or owes something
     */
    Request ended(RequestName name) {
        Request request = ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
        if (!request.status().isFinal()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    name + " is " + request.status().word()
                            + ": its submit directories are needed until it is completed, failed or aborted");
        }
        if (request.owing()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    name + " is " + request.status().word()
                            + " and still owes something to DBS, Rucio or ReqMgr2: wait for wms2 serve to carry that on");
        }
        return request;
    }

    /** If somebody else has the request just now, the next sweep says it. */
    private void say(RequestName name, String directory, String archive, RemovedFiles removed) {
        Optional<Claim> claim =
                ports.stores().requests().claim(name, ports.identity().process(), LEASE);
        if (claim.isEmpty()) {
            return;
        }
        Instant now = ports.clock().instant();
        Change gone = new Change.RemoveDirectory(
                new RemovedDirectory(directory, name, archive, removed.files(), removed.bytes(), now));
        try {
            ports.stores()
                    .requests()
                    .apply(new ChangeSet(
                            claim.get(),
                            ended(name).version(),
                            now,
                            ports.identity().who(),
                            List.of(gone)));
        } finally {
            ports.stores().requests().release(claim.get());
        }
    }
}
