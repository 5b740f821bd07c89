package org.wms2.domain.splitting.wmcore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.wmcore.WorkLumis.Lumi;
import org.wms2.ports.input.InputFile;

/**
 * Lumi sections, so many that a job comes as near as possible to a number of events (WMCore's {@code
 * EventAwareLumiByWork.py}). A job reads every file that has one of its sections. One object serves one pass over all sets
 * of locations, and one thread.
 *
 * <p>Kept as WMCore has them: a section that two files have is passed over in the second only if it began a job; sections
 * without events in front of one that is over the time limit are lost.
 */
public final class EventAwareLumiByWork {
    private final WorkRules rules;
    private long totalEvents;
    private boolean full;
    private int lastRun = -1;
    private @Nullable InputFile lastFile;
    /** Jobs made so far, and the most lumi sections of a job and events of a lumi section: for the pileup to skip. */
    private long made;

    private long mostLumis = 1;
    private long mostEvents = 1;

    public EventAwareLumiByWork(WorkRules rules) {
        this.rules = rules;
    }

    /** Whether the pass has taken as many events as it may. */
    public boolean full() {
        return full;
    }

    /** The jobs of the files of one set of locations. */
    public List<WorkJob> jobs(List<InputFile> files) {
        return new Location(new WorkLumis(files, rules)).jobs(files);
    }

    private final class Location {
        private final WorkLumis work;
        private final List<WorkJob> jobs = new ArrayList<>();
        private final Set<Lumi> begun = new HashSet<>();
        private List<Lumi> lumis = new ArrayList<>();
        private long events;

        Location(WorkLumis work) {
            this.work = work;
        }

        List<WorkJob> jobs(List<InputFile> files) {
            for (InputFile file : files) {
                for (Lumi lumi : work.of(file)) {
                    if (begun.contains(lumi)) {
                        continue;
                    }
                    if (rules.totalEvents() > 0 && totalEvents >= rules.totalEvents()) {
                        full = true;
                        break;
                    }
                    take(lumi);
                    lastRun = lumi.run();
                    lastFile = file;
                }
            }
            if (events > 0 || !lumis.isEmpty()) {
                close(false);
            }
            return jobs;
        }

        private void take(Lumi lumi) {
            long more = work.events(lumi);
            totalEvents += more;
            mostEvents = Math.max(mostEvents, more);
            if (more * rules.secondsPerEvent() > rules.jobTimeLimit()) {
                if (events > 0) {
                    close(false);
                }
                begin(lumi, more);
                close(true);
                lumis = new ArrayList<>();
                events = 0;
            } else if (enough(more) || anotherRun(lumi) || anotherFile(lumi)) {
                close(false);
                begin(lumi, more);
            } else {
                lumis.add(lumi);
                events += more;
            }
        }

        /** Whether the job is nearer to its number of events without these. */
        private boolean enough(long more) {
            return more > 0
                    && events > 0
                    && Math.abs(more + events - rules.eventsPerJob()) >= Math.abs(events - rules.eventsPerJob());
        }

        private boolean anotherRun(Lumi lumi) {
            return rules.splitOnRun() && lumi.run() != lastRun && events > 0;
        }

        private boolean anotherFile(Lumi lumi) {
            return rules.haltOnFileBoundaries()
                    && !lumis.isEmpty()
                    && !Objects.equals(work.files(lumi).getFirst(), lastFile);
        }

        private void begin(Lumi lumi, long more) {
            begun.add(lumi);
            lumis = new ArrayList<>(List.of(lumi));
            events = more;
        }

        private void close(boolean overLimit) {
            mostLumis = Math.max(mostLumis, lumis.size());
            Set<InputFile> files = new HashSet<>();
            lumis.forEach(lumi -> files.addAll(work.files(lumi)));
            jobs.add(new WorkJob(
                    files.stream()
                            .sorted((a, b) -> a.lfn().value().compareTo(b.lfn().value()))
                            .toList(),
                    WorkLumis.ranges(new TreeSet<>(lumis)),
                    events,
                    made * mostEvents * mostLumis,
                    overLimit));
            made++;
        }
    }
}
