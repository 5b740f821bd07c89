package org.wms2.server.simulation;

import java.time.Duration;
import java.util.List;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Wms2;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.memory.InMemoryStores;
import org.wms2.ports.store.Stores;
import org.wms2.ports.system.Identity;

/** Everything outside of WMS2, and its database, in virtual time. */
final class Outside {
    final VirtualTime time;
    final Journal journal;
    final Laws laws;
    final Farm farm;
    final SimulatedDagFiles files = new SimulatedDagFiles();
    final DagTroubles dagTroubles;
    final SimulatedHTCondor condor;
    final SimulatedDbs dbs;
    final SimulatedRucio rucio;
    final SimulatedCms cms;
    final Stores stores;

    Outside(
            VirtualTime time,
            Journal journal,
            Chance chance,
            Farm farm,
            List<SiteName> sites,
            double dagTroubleRate,
            Duration longestTransfer,
            Flaw flaw) {
        this.time = time;
        this.journal = journal;
        this.laws = new Laws(journal);
        this.farm = farm;
        this.dagTroubles = new DagTroubles(time, chance.split(), dagTroubleRate);
        this.condor = new SimulatedHTCondor(time, farm, files, laws, dagTroubles, flaw);
        this.dbs = new SimulatedDbs(laws, flaw);
        this.rucio = new SimulatedRucio(time, chance.split(), longestTransfer, flaw);
        this.cms = new SimulatedCms(sites);
        this.stores = InMemoryStores.create(time);
    }

    /** A process that reaches everything directly. */
    Wms2 process(String name, DomainSettings settings) {
        return Wms2.builder()
                .stores(stores)
                .htcondor(condor)
                .dagFiles(files)
                .dagNodes(new NoDagNodes())
                .reqMgr2(cms)
                .configCache(cms)
                .dbs(dbs)
                .rucio(rucio)
                .cric(cms)
                .clock(time)
                .identity(new Named(name))
                .settings(settings)
                .build();
    }

    /** A process that reaches everything through faults. */
    Wms2 process(String name, DomainSettings settings, Stores itsStores, FaultyPorts ports) {
        return Wms2.builder()
                .stores(itsStores)
                .htcondor(ports.of(HTCondor.class, condor, "HTCondor"))
                .dagFiles(ports.of(DagFiles.class, files, "submit directory"))
                .dagNodes(new NoDagNodes())
                .reqMgr2(ports.of(ReqMgr2.class, cms, "ReqMgr2"))
                .configCache(ports.of(ConfigCache.class, cms, "ConfigCache"))
                .dbs(ports.of(Dbs.class, dbs, "DBS"))
                .rucio(ports.of(Rucio.class, rucio, "Rucio"))
                .cric(ports.of(Cric.class, cms, "CRIC"))
                .clock(time)
                .identity(new Named(name))
                .settings(settings)
                .build();
    }

    private record Named(String process) implements Identity {
        @Override
        public String who() {
            return process;
        }
    }
}
