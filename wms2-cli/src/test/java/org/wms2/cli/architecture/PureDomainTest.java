package org.wms2.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the domain must not reach by itself, so that a year of operation can be replayed from one seed: time comes in as an
 * {@code InstantSource}, randomness as a {@code RandomGenerator}, everything else through a port.
 */
@AnalyzeClasses(packages = "org.wms2.domain", importOptions = ProductionCode.class)
class PureDomainTest {
    /** Methods that look at the machine's clock, dice or settings, as {@code Class.method}. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.time.InstantSource.system",
            "java.util.random.RandomGenerator.of",
            "java.util.random.RandomGenerator.getDefault");

    @ArchTest
    static final ArchRule opens_no_connection_and_speaks_no_sql =
            dependsOnNone(resideInAnyPackage("java.net.http..", "java.net..", "java.sql..", "javax.sql.."));

    @ArchTest
    static final ArchRule touches_no_file = dependsOnNone(resideInAnyPackage("java.nio.file..", "java.nio.channels..")
            .or(named(
                    "a file of java.io",
                    type -> type.getPackageName().equals("java.io")
                            && (type.getSimpleName().startsWith("File")
                                    || type.getSimpleName().equals("RandomAccessFile")))));

    @ArchTest
    static final ArchRule starts_no_thread_and_no_process = dependsOnNone(assignableTo(Thread.class)
            .or(assignableTo(Timer.class))
            .or(assignableTo(Executor.class))
            .or(assignableTo(Future.class))
            .or(assignableTo(Process.class))
            .or(assignableTo(ProcessBuilder.class)));

    @ArchTest
    static final ArchRule owns_no_clock =
            dependsOnNone(assignableTo(Clock.class).or(assignableTo(Date.class)));

    @ArchTest
    static final ArchRule owns_no_dice = dependsOnNone(assignableTo(Random.class)
            .or(assignableTo(SplittableRandom.class))
            .or(assignableTo(RandomGeneratorFactory.class))
            .or(named(
                    "a RandomGenerator of a kind of its own",
                    type -> type.isAssignableTo(RandomGenerator.class)
                            && !type.isEquivalentTo(RandomGenerator.class)
                            && type.getPackageName().startsWith("java."))));

    @ArchTest
    static final ArchRule asks_the_machine_for_nothing = noClasses()
            .that()
            .resideInAPackage("org.wms2.domain..")
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it reads the machine's clock, dice or settings") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String owner = call.getTargetOwner().getName();
                    return OF_THE_MACHINE.contains(owner + "." + call.getName())
                            || (owner.startsWith("java.time.") && call.getName().equals("now"));
                }
            });

    private static ArchRule dependsOnNone(DescribedPredicate<? super JavaClass> outside) {
        return noClasses().that().resideInAPackage("org.wms2.domain..").should().dependOnClassesThat(outside);
    }

    private static DescribedPredicate<JavaClass> named(String description, Predicate<JavaClass> predicate) {
        return new DescribedPredicate<>(description) {
            @Override
            public boolean test(JavaClass type) {
                return predicate.test(type);
            }
        };
    }
}
