package org.wms2.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The only arrows allowed between modules (docs/architecture.md). A rule whose package is empty fails, so a rename cannot
 * make it pass.
 */
@AnalyzeClasses(packages = "org.wms2", importOptions = ProductionCode.class)
class ModuleArrowsTest {
    private static final String ALL = "org.wms2..";
    private static final String PORTS = "org.wms2.ports..";
    private static final String DOMAIN = "org.wms2.domain..";
    private static final String CONDOR = "org.wms2.condor..";
    private static final String CMS = "org.wms2.cms..";
    private static final String PERSISTENCE = "org.wms2.persistence..";
    private static final String SERVER = "org.wms2.server..";
    private static final String CLI = "org.wms2.cli..";

    @ArchTest
    static final ArchRule ports_know_nobody = of(PORTS).because("everybody depends on the vocabulary");

    @ArchTest
    static final ArchRule the_domain_knows_the_ports_alone = of(DOMAIN, PORTS);

    @ArchTest
    static final ArchRule the_condor_adapter_knows_the_ports_alone = of(CONDOR, PORTS);

    @ArchTest
    static final ArchRule the_cms_adapter_knows_the_ports_alone = of(CMS, PORTS);

    @ArchTest
    static final ArchRule persistence_knows_the_ports_alone = of(PERSISTENCE, PORTS);

    @ArchTest
    static final ArchRule the_server_wires_all_but_the_commands = of(SERVER, PORTS, DOMAIN, CONDOR, CMS, PERSISTENCE);

    @ArchTest
    static final ArchRule commands_reach_the_adapters_through_the_server_only =
            of(CLI, SERVER, DOMAIN, PORTS).because("which implementation is used is decided in the wiring");

    @ArchTest
    static final ArchRule every_class_is_in_a_module_of_its_package =
            classes().should().resideInAnyPackage(PORTS, DOMAIN, CONDOR, CMS, PERSISTENCE, SERVER, CLI);

    @ArchTest
    static final ArchRule ports_and_domain_use_the_jdk_and_jspecify_alone = classes()
            .that()
            .resideInAnyPackage(PORTS, DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", PORTS, DOMAIN));

    @ArchTest
    static final ArchRule the_wiring_works_without_an_http_server = noClasses()
            .that()
            .resideInAPackage("org.wms2.server.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule sql_is_spoken_in_persistence_alone = noClasses()
            .that()
            .resideOutsideOfPackage(PERSISTENCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "org.postgresql..", "org.flywaydb..");

    @ArchTest
    static final ArchRule flags_are_parsed_in_the_commands_alone = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    private static ArchRule of(String module, String... known) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(module))
                        .or(resideInAnyPackage(known)));
    }
}
