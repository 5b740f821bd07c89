package org.wms2.domain;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagNodes;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.SubmitDisk;
import org.wms2.ports.store.Stores;
import org.wms2.ports.system.Identity;

/** Collects the ports of a {@link Wms2}. Every port but the disk is needed; settings default to {@link DomainSettings#defaults}. */
public final class Wms2Builder {
    private @Nullable Stores stores;
    private @Nullable HTCondor htcondor;
    private @Nullable DagFiles dagFiles;
    private @Nullable DagNodes dagNodes;
    private @Nullable ReqMgr2 reqMgr2;
    private @Nullable ConfigCache configCache;
    private @Nullable Dbs dbs;
    private @Nullable Rucio rucio;
    private @Nullable Cric cric;
    private @Nullable InstantSource clock;
    private @Nullable Identity identity;
    private SubmitDisk disk = SubmitDisk.NONE;
    private DomainSettings settings = DomainSettings.defaults();

    Wms2Builder() {}

    /** All of them at once. */
    public Wms2Builder ports(Ports all) {
        return stores(all.stores())
                .htcondor(all.htcondor())
                .dagFiles(all.dagFiles())
                .dagNodes(all.dagNodes())
                .reqMgr2(all.reqMgr2())
                .configCache(all.configCache())
                .dbs(all.dbs())
                .rucio(all.rucio())
                .cric(all.cric())
                .clock(all.clock())
                .identity(all.identity())
                .disk(all.disk());
    }

    public Wms2Builder stores(Stores value) {
        stores = value;
        return this;
    }

    public Wms2Builder htcondor(HTCondor value) {
        htcondor = value;
        return this;
    }

    public Wms2Builder dagFiles(DagFiles value) {
        dagFiles = value;
        return this;
    }

    public Wms2Builder dagNodes(DagNodes value) {
        dagNodes = value;
        return this;
    }

    public Wms2Builder reqMgr2(ReqMgr2 value) {
        reqMgr2 = value;
        return this;
    }

    public Wms2Builder configCache(ConfigCache value) {
        configCache = value;
        return this;
    }

    public Wms2Builder dbs(Dbs value) {
        dbs = value;
        return this;
    }

    public Wms2Builder rucio(Rucio value) {
        rucio = value;
        return this;
    }

    public Wms2Builder cric(Cric value) {
        cric = value;
        return this;
    }

    public Wms2Builder clock(InstantSource value) {
        clock = value;
        return this;
    }

    public Wms2Builder identity(Identity value) {
        identity = value;
        return this;
    }

    /** The disk that is guarded and tidied; without one nothing is. */
    public Wms2Builder disk(SubmitDisk value) {
        disk = value;
        return this;
    }

    public Wms2Builder settings(DomainSettings value) {
        settings = value;
        return this;
    }

    /**
     * Builds it.
     *
     * @throws Wms2Exception with code USAGE if a port is missing, with its name
     */
    public Wms2 build() {
        Ports ports = new Ports(
                need("stores", stores),
                need("htcondor", htcondor),
                need("dagFiles", dagFiles),
                need("dagNodes", dagNodes),
                need("reqMgr2", reqMgr2),
                need("configCache", configCache),
                need("dbs", dbs),
                need("rucio", rucio),
                need("cric", cric),
                need("clock", clock),
                need("identity", identity),
                disk);
        return new Wms2(ports, settings);
    }

    private static <T> T need(String name, @Nullable T port) {
        if (port == null) {
            throw new Wms2Exception(ErrorCode.USAGE, "Wms2.builder(): " + name + " is missing; every port is needed");
        }
        return port;
    }
}
