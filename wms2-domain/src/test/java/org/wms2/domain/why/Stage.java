package org.wms2.domain.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.wms2.domain.Specs;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;

/** What the tests of this package stage, and how they ask. */
class Stage {
    static final SiteName CERN = new SiteName("T2_CH_CERN");
    static final SiteName FNAL = new SiteName("T1_US_FNAL");

    final World world = new World();
    final Wms2 wms2 = world.process("a");

    RequestName imported(RequestSpec spec) {
        RequestName name = world.assigned(spec);
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    RequestName generator(long events) {
        return imported(Specs.generator("gen", events));
    }

    /** A generator whose DAG runs. */
    RequestName running(long events) {
        RequestName name = generator(events);
        world.settle(wms2, name);
        world.condor.start(key(name));
        later(name);
        return name;
    }

    DagKey key(RequestName name) {
        return world.key(name, 0);
    }

    /** A look later. */
    Request later(RequestName name) {
        world.pass(Duration.ofSeconds(31));
        return world.settle(wms2, name).request();
    }

    /** Looks until it waits for this, or two days are over. */
    void until(RequestName name, Cause cause) {
        for (int i = 0; i < 300 && world.request(name).cause() != cause; i++) {
            TurnResult result = world.settle(wms2, name);
            world.condor.advance();
            if (result.request().cause() != cause) {
                world.pass(Duration.ofMinutes(10));
            }
        }
        assertThat(world.request(name).cause()).isEqualTo(cause);
    }

    /** Writes a row as the lifecycle would. */
    void row(RequestName name, Change... changes) {
        Claim claim =
                world.stores.requests().claim(name, "a", Duration.ofMinutes(1)).orElseThrow();
        boolean applied = world.stores
                .requests()
                .apply(new ChangeSet(claim, world.request(name).version(), world.now(), "the stage", List.of(changes)));
        assertThat(applied).isTrue();
    }

    /** Asks, and makes sure that asking has changed nothing. */
    Blockage why(RequestName name) {
        Request before = world.request(name);
        int moves = world.stores.work().transitions(name).size();

        Blockage blockage = wms2.why(name);

        assertThat(world.request(name)).isEqualTo(before);
        assertThat(world.stores.work().transitions(name)).hasSize(moves);
        assertThat(blockage.predicate()).isNotBlank();
        assertThat(blockage.command()).isNotBlank();
        assertThat(blockage.since()).isBeforeOrEqualTo(world.now());
        return blockage;
    }

    void is(Blockage blockage, Cause cause, Cause.Owner owner, String... words) {
        assertThat(blockage.cause()).as("%s", blockage).isEqualTo(cause);
        assertThat(blockage.owner()).as("%s", blockage).isEqualTo(owner);
        assertThat(blockage.predicate()).contains(words);
    }

    static RequestSpec at(RequestSpec s, List<SiteName> whitelist, List<SiteName> blacklist) {
        return new RequestSpec(
                s.name(),
                s.type(),
                s.campaign(),
                s.requestor(),
                s.prepId(),
                s.priority(),
                s.steps(),
                s.firstEvent(),
                s.firstLumi(),
                s.mergedLfnBase(),
                s.unmergedLfnBase(),
                whitelist,
                blacklist,
                s.trustSitelists(),
                s.trustPileupSitelists(),
                s.mergeLimits(),
                s.blockLimits(),
                s.outputDatasets(),
                s.openRunningTimeout(),
                s.configCacheUrl(),
                s.configCacheDatabase(),
                s.dbsUrl());
    }
}
