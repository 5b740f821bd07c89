package org.wms2.domain;

import java.time.InstantSource;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagNodes;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.SubmitDisk;
import org.wms2.ports.store.Stores;
import org.wms2.ports.system.Identity;

/** Everything that the domain asks of the world outside. */
public record Ports(
        Stores stores,
        HTCondor htcondor,
        DagFiles dagFiles,
        DagNodes dagNodes,
        ReqMgr2 reqMgr2,
        ConfigCache configCache,
        Dbs dbs,
        Rucio rucio,
        Cric cric,
        InstantSource clock,
        Identity identity,
        SubmitDisk disk) {}
