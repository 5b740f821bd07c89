package org.wms2.server.wiring;

import org.wms2.domain.Ports;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.server.settings.CallLimits;

/** The services' ports with a bound each: one that hangs takes its own places, not those of the others. */
record CallBounds(CallLimits limits) {

    /** The same ports, bounded. */
    Ports around(Ports ports) {
        return new Ports(
                ports.stores(),
                bound("HTCondor", "htcondor-calls", limits.htcondor()).around(HTCondor.class, ports.htcondor()),
                ports.dagFiles(),
                ports.dagNodes(),
                bound("ReqMgr2", "reqmgr2-calls", limits.reqMgr2()).around(ReqMgr2.class, ports.reqMgr2()),
                bound("ConfigCache", "reqmgr2-calls", limits.reqMgr2()).around(ConfigCache.class, ports.configCache()),
                bound("DBS", "dbs-calls", limits.dbs()).around(Dbs.class, ports.dbs()),
                bound("Rucio", "rucio-calls", limits.rucio()).around(Rucio.class, ports.rucio()),
                bound("CRIC", "cric-calls", limits.cric()).around(Cric.class, ports.cric()),
                ports.clock(),
                ports.identity(),
                ports.disk());
    }

    private CallBound bound(String service, String setting, int calls) {
        return new CallBound(service, setting, calls, limits.patience());
    }
}
