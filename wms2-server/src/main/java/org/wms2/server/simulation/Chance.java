package org.wms2.server.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All randomness of a simulation: the same seed draws the same. */
final class Chance {
    private static final double MILLIS = 1_000;

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Draws of its own: how often the one is asked does not change what the other says. */
    Chance split() {
        return new Chance(random.split());
    }

    /** Whether something of this probability, 0 to 1, happens. */
    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From 0 to 1, the end not included. */
    double fraction() {
        return random.nextDouble();
    }

    /** One of the numbers from the first to the last, both included. */
    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** Some time from the shorter to the longer. */
    Duration between(Duration shorter, Duration longer) {
        return shorter.plusMillis(random.nextLong(longer.minus(shorter).toMillis() + 1));
    }

    /** One of several. */
    <T> T oneOf(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** How many of n independent things of this probability happen: costs as much as the answer is large. */
    int many(int n, double probability) {
        if (probability <= 0) {
            return 0;
        }
        if (probability >= 1) {
            return n;
        }
        int happened = 0;
        double log = Math.log1p(-probability);
        // Geometric jumps from one that happens to the next.
        double at = Math.floor(Math.log1p(-random.nextDouble()) / log);
        while (at < n) {
            happened++;
            at += 1 + Math.floor(Math.log1p(-random.nextDouble()) / log);
        }
        return happened;
    }

    /**
     * How long the slowest of n jobs takes: Weibull's distribution, shape 3, around a typical time; costs the same for
     * any n.
     */
    Duration slowestOf(int n, Duration typical) {
        double u = Math.pow(random.nextDouble(), 1.0 / Math.max(1, n));
        double inTypical = Math.cbrt(-Math.log1p(-Math.min(u, 1 - 1e-12)) / Math.log(2));
        return Duration.ofMillis(Math.round(inTypical * typical.toSeconds() * MILLIS));
    }
}
