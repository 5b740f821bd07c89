package org.wms2.cli.commands;

import java.util.Iterator;
import java.util.function.BiConsumer;
import org.wms2.cli.app.App;
import org.wms2.cli.show.PlanText;
import org.wms2.cli.show.Table;
import org.wms2.domain.ledger.Audit;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.UnitView;

/** Prints a whole plan for a person. */
final class PlanViewOutput {
    /** Rows that a person still reads. */
    private static final int FIRST = 200;

    private final App app;
    private final long limit;
    private final boolean jobs;

    PlanViewOutput(App app, boolean all, boolean jobs) {
        this.app = app;
        this.limit = all ? Long.MAX_VALUE : FIRST;
        this.jobs = jobs;
    }

    void show(PlanView plan) {
        app.data(PlanText.head(plan));
        app.data("");
        boolean everything =
                jobs ? withJobs(plan.units().iterator()) : table(plan.units().iterator());
        Table blocks = PlanText.blocks();
        boolean more = rows(blocks, plan.blocks().iterator(), PlanText::row);
        if (!blocks.isEmpty()) {
            app.data("");
            app.data(blocks.text());
        }
        if (everything) {
            PlanText.left(plan.left(), Audit.counted(plan.workflow())).forEach(app.talk()::line);
        }
        if (!everything || !more) {
            app.talk().line("only the first " + FIRST + " are shown: --all shows all");
        }
        if (plan.isSimulated()) {
            app.talk().line("simulated: nothing is stored, nothing runs");
        }
    }

    private boolean table(Iterator<UnitView> units) {
        Table table = PlanText.units();
        boolean everything = rows(table, units, PlanText::row);
        app.data(table.isEmpty() ? "no work units" : table.text());
        return everything;
    }

    private boolean withJobs(Iterator<UnitView> units) {
        if (!units.hasNext()) {
            app.data("no work units");
        }
        for (long shown = 0; shown < limit && units.hasNext(); shown++) {
            app.data(PlanText.jobs(units.next()));
        }
        return !units.hasNext();
    }

    /** Adds rows up to the limit; whether these are all. */
    private <T> boolean rows(Table table, Iterator<T> all, BiConsumer<Table, T> row) {
        for (long shown = 0; shown < limit && all.hasNext(); shown++) {
            row.accept(table, all.next());
        }
        return !all.hasNext();
    }
}
