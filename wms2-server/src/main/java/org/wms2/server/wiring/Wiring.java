package org.wms2.server.wiring;

import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.wms2.cms.simulated.SimulatedCmsControl;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.house.LocalDisk;
import org.wms2.condor.read.NodeFiles;
import org.wms2.condor.tools.CondorTools;
import org.wms2.domain.Ports;
import org.wms2.domain.Wms2;
import org.wms2.persistence.Database;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.store.Stores;
import org.wms2.ports.system.CallObserver;
import org.wms2.server.local.JavaCommand;
import org.wms2.server.local.LocalControl;
import org.wms2.server.local.LocalProfile;
import org.wms2.server.local.LocalServices;
import org.wms2.server.settings.CallLimits;
import org.wms2.server.settings.House;
import org.wms2.server.settings.Jobs;
import org.wms2.server.settings.Places;
import org.wms2.server.settings.Profile;
import org.wms2.server.settings.Schedds;
import org.wms2.server.settings.Serving;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Wires;
import org.wms2.server.settings.Work;

/** Chooses the implementation behind each port. */
public final class Wiring {
    private static final InstantSource CLOCK = InstantSource.system();
    /** Connections beside one for each turn. */
    private static final int SPARE_CONNECTIONS = 4;

    private static final int MAX_CONNECTIONS = 100;

    private Wiring() {}

    /**
     * Wires WMS2 for what the caller needs; in the local profile the services that this takes are started.
     *
     * @throws Wms2Exception USAGE if settings are missing, SERVICE_UNAVAILABLE or DATABASE_UNAVAILABLE if something
     *     that is needed does not answer
     */
    public static Engine open(Settings settings, Need need, Consumer<String> progress) {
        return open(settings, need, progress, UnaryOperator.identity());
    }

    /** The same with ports that are looked at on their way: for tests that end a process at a chosen moment. */
    public static Engine open(Settings settings, Need need, Consumer<String> progress, UnaryOperator<Ports> around) {
        Wires wires = Wires.of(settings);
        List<AutoCloseable> closing = new ArrayList<>();
        try {
            return wires.profile() == Profile.LOCAL
                    ? local(settings, wires, need, progress, around, closing)
                    : production(settings, wires, need, around, closing);
        } catch (RuntimeException e) {
            new ClosingAll(closing).close(e);
            throw e;
        }
    }

    /** The services of the local profile. */
    public static LocalControl local(Settings settings) {
        return services(settings)
                .of(Wires.of(settings).dbUrl().isEmpty(), !Schedds.of(settings).system(), true);
    }

    /** What there is to say of an HTCondor that is not our own; nothing if it is. Asks it, and starts nothing. */
    public static List<Answer> htcondorChecks(Settings settings) {
        Schedds schedds = Schedds.of(settings);
        return schedds.system() ? SystemCondor.of(schedds).checks(settings) : List.of();
    }

    private static LocalServices services(Settings settings) {
        return new LocalServices(Places.of(settings), System.getenv(), JavaCommand.ofThisProcess());
    }

    private static Engine local(
            Settings settings,
            Wires wires,
            Need need,
            Consumer<String> progress,
            UnaryOperator<Ports> around,
            List<AutoCloseable> closing) {
        Places places = Places.of(settings);
        if (need == Need.RUN) {
            places.requireSubmitDirForDagman();
        }
        LocalServices services = services(settings);
        Schedds schedds = Schedds.of(settings);
        profile(services, wires, need, schedds).start(progress);
        CallObserver observer = new CallCounters();
        DatabaseSettings url = wires.dbUrl().map(Wiring::database).orElseGet(services::database);
        Database database = opened(Database.open(pooled(settings, url)), closing);
        if (need == Need.READ) {
            return reading(settings, database, services, schedds, observer, closing);
        }
        CmsServices cms = opened(CmsServices.simulated(services.cms(), CLOCK, observer), closing);
        SimulatedCmsControl control = opened(new SimulatedCmsControl(services.cms()), closing);
        HTCondor htcondor = switch (need) {
            case RUN -> schedds.system() ? system(settings, observer) : personal(settings, services, observer);
            case PLAN, READ -> ifThere(settings, services, schedds, observer);
        };
        Wms2 wms2 = build(settings, database.stores(), htcondor, cms, places, around);
        List<Check> checks = List.of(
                new Check("database", database::check),
                new Check("HTCondor", htcondor::checkReachable),
                Check.answers("CMS", cms.cric()::siteMap));
        return new WiredEngine(
                wms2,
                new ProcessIdentity(),
                Optional.of(new SimulatedScenarios(control, CLOCK)),
                Optional.of(places.storage()),
                checks,
                closing.reversed(),
                House.of(settings).rules());
    }

    /** To read what is stored, and what the pool says if it runs. Services that are not there are not started. */
    private static Engine reading(
            Settings settings,
            Database database,
            LocalServices services,
            Schedds schedds,
            CallObserver observer,
            List<AutoCloseable> closing) {
        HTCondor htcondor = ifThere(settings, services, schedds, observer);
        CmsServices cms =
                opened(CmsServices.simulated(java.net.URI.create("http://127.0.0.1:9"), CLOCK, observer), closing);
        Places places = Places.of(settings);
        Wms2 wms2 = build(settings, database.stores(), htcondor, cms, places, UnaryOperator.identity());
        return new WiredEngine(
                wms2,
                new ProcessIdentity(),
                Optional.empty(),
                Optional.of(places.storage()),
                List.of(new Check("database", database::check)),
                closing.reversed(),
                House.of(settings).rules());
    }

    /** HTCondor as it is, never started: a plan asks it for its limits, and goes on without them. */
    private static HTCondor ifThere(Settings settings, LocalServices services, Schedds schedds, CallObserver observer) {
        if (schedds.system()) {
            return SystemCondor.of(schedds).htcondor(House.tools(settings), CLOCK, observer);
        }
        return Files.exists(services.pool().directory().resolve("condor_config"))
                ? personal(settings, services, observer)
                : new NoPool("the pool has never been started: run 'wms2 local start'");
    }

    private static Engine production(
            Settings settings, Wires wires, Need need, UnaryOperator<Ports> around, List<AutoCloseable> closing) {
        String url = wires.dbUrl()
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.USAGE, "db-url: the production profile needs it; give --db-url or WMS2_DB_URL"));
        Places places = Places.of(settings);
        Schedds schedds = Schedds.of(settings);
        if (need == Need.RUN) {
            places.requireSubmitDirForDagman();
        }
        CallObserver observer = new CallCounters();
        Database database = opened(Database.open(pooled(settings, database(url))), closing);
        CmsServices cms = opened(CmsServices.real(wires, CLOCK, observer), closing);
        HTCondor htcondor = switch (need) {
            case RUN -> system(settings, observer);
            case READ, PLAN -> SystemCondor.of(schedds).htcondor(House.tools(settings), CLOCK, observer);
        };
        Wms2 wms2 = build(settings, database.stores(), htcondor, cms, places, around);
        List<Check> checks = new ArrayList<>(List.of(new Check("database", database::check)));
        if (need == Need.RUN) {
            checks.add(new Check("HTCondor", htcondor::checkReachable));
        }
        return new WiredEngine(
                wms2,
                new ProcessIdentity(),
                Optional.empty(),
                Optional.empty(),
                checks,
                closing.reversed(),
                House.of(settings).rules());
    }

    private static HTCondor personal(Settings settings, LocalServices services, CallObserver observer) {
        return new CondorTools(services.pool().environment(), House.tools(settings), CLOCK, observer);
    }

    private static HTCondor system(Settings settings, CallObserver observer) {
        SystemCondor system = SystemCondor.of(Schedds.of(settings));
        system.warnWithoutSites();
        return system.htcondor(House.tools(settings), CLOCK, observer);
    }

    private static LocalProfile profile(LocalServices services, Wires wires, Need need, Schedds schedds) {
        boolean own = wires.dbUrl().isEmpty();
        return switch (need) {
            case READ -> services.of(own, false, false);
            case PLAN -> services.of(own, false, true);
            case RUN -> services.of(own, !schedds.system(), true);
        };
    }

    private static Wms2 build(
            Settings settings,
            Stores stores,
            HTCondor htcondor,
            CmsServices cms,
            Places places,
            UnaryOperator<Ports> around) {
        DagSettings dags = DagSettings.of(places.submitDir(), SyntheticPayload.at(places.storage()))
                .withJobs(Jobs.of(settings));
        Ports bare = new Ports(
                stores,
                htcondor,
                new DagDirectory(dags),
                new NodeFiles(),
                cms.reqMgr2(),
                cms.configCache(),
                cms.dbs(),
                cms.rucio(),
                cms.cric(),
                CLOCK,
                new ProcessIdentity(),
                new LocalDisk(
                        House.of(settings).places(places, Wires.of(settings).profile() == Profile.LOCAL)));
        Ports ports = around.apply(new CallBounds(CallLimits.of(settings)).around(bare));
        return Wms2.builder().ports(ports).settings(Work.of(settings)).build();
    }

    /** A turn that reads the input holds a connection, and looks up what is known on another. */
    private static DatabaseSettings pooled(Settings settings, DatabaseSettings database) {
        int turns = settings.get(Serving.CONCURRENT_TURNS);
        return database.withPoolSize(Math.clamp(turns + SPARE_CONNECTIONS, 2, MAX_CONNECTIONS));
    }

    /** A JDBC URL with user and password as parameters. */
    private static DatabaseSettings database(String url) {
        return DatabaseUrl.parse(url);
    }

    private static <T extends AutoCloseable> T opened(T resource, List<AutoCloseable> closing) {
        closing.add(resource);
        return resource;
    }

    /** Closes what has been opened before something failed. */
    private record ClosingAll(List<AutoCloseable> resources) {
        void close(RuntimeException cause) {
            for (AutoCloseable resource : resources.reversed()) {
                try {
                    resource.close();
                } catch (Exception e) {
                    cause.addSuppressed(e);
                }
            }
        }
    }
}
