package org.wms2.server.simulation;

/**
 * How often calls go wrong: probabilities per call, 0 to 1.
 *
 * @param crash the calling server dies, before or after the effect
 * @param pause the calling server stands still for longer than its lease, then goes on
 * @param delay the answer takes up to two minutes
 * @param refusal the service says "later", nothing happens
 * @param lost the effect takes place, its answer is lost
 * @param duplicate the effect is tried twice
 * @param outage the service is gone from now on, for minutes up to two hours
 */
record FaultRates(
        double crash, double pause, double delay, double refusal, double lost, double duplicate, double outage) {
    static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0);

    /** Rates of one world: some worlds are calm, some are wild, each has its own kind of trouble. */
    static FaultRates draw(Chance chance) {
        double wild = chance.fraction() * chance.fraction();
        return new FaultRates(
                some(chance, 0.01) * wild,
                some(chance, 0.01) * wild,
                some(chance, 0.05) * wild,
                some(chance, 0.05) * wild,
                some(chance, 0.20) * wild,
                some(chance, 0.10) * wild,
                some(chance, 0.002) * wild);
    }

    private static double some(Chance chance, double most) {
        return chance.happens(0.3) ? 0 : most;
    }
}
