package org.wms2.condor.tools;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.wms2.condor.read.UnreadableException;
import org.wms2.ports.error.ServiceUnavailableException;

/**
 * Asks several schedds at the same time. One that did not answer is left in peace for a moment: until then it counts as
 * silent without being asked, so that its silence costs nobody a time limit at every turn. Thread-safe.
 */
final class AskedSchedds {
    private static final String SERVICE = "HTCondor";
    /** Of the platform: each waits for a program. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("schedds-", 0).factory();

    private final List<Member> members;
    private final InstantSource clock;
    private final Duration pause;
    private final Map<String, Silence> silences = new ConcurrentHashMap<>();

    AskedSchedds(List<Member> members, InstantSource clock, Duration pause) {
        this.members = List.copyOf(members);
        this.clock = clock;
        this.pause = pause;
    }

    private record Silence(Instant since, ServiceUnavailableException words) {}

    /** What was answered, and by whom nothing was, both by name. */
    record Answers<T>(Map<String, T> given, Map<String, ServiceUnavailableException> silent) {
        /** The answers of all; throws if one is missing: what it knows may be the very thing. */
        Map<String, T> ofAll() {
            if (!silent.isEmpty()) {
                throw silence();
            }
            return given;
        }

        /** The answers of those that gave one; throws if nobody did. */
        Map<String, T> ofSome() {
            if (given.isEmpty()) {
                throw silence();
            }
            return given;
        }

        private ServiceUnavailableException silence() {
            ServiceUnavailableException first = silent.values().iterator().next();
            return new ServiceUnavailableException(
                    SERVICE, "no answer from " + String.join(", ", silent.keySet()) + ": " + first.text(), first);
        }
    }

    /** Everyone, at once. */
    <T> Answers<T> everyone(Function<Member, T> question) {
        Map<String, T> given = new TreeMap<>();
        Map<String, ServiceUnavailableException> silent = new TreeMap<>();
        List<Callable<T>> tasks = new ArrayList<>();
        for (Member member : members) {
            tasks.add(() -> looked(member, question));
        }
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(THREADS)) {
            List<Future<T>> futures = threads.invokeAll(tasks);
            for (int i = 0; i < members.size(); i++) {
                String name = members.get(i).name();
                try {
                    given.put(name, futures.get(i).get());
                } catch (ExecutionException e) {
                    silent.put(name, unavailable(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException(SERVICE, "interrupted while the schedds were asked", e);
        }
        return new Answers<>(given, silent);
    }

    /** The one that has a name. */
    <T> T named(String name, Function<Member, T> question) {
        Member member = members.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ServiceUnavailableException(
                        SERVICE,
                        (name.isEmpty() ? "this machine's own schedd" : "the schedd " + name) + " is not among "
                                + members.stream().map(Member::name).toList()
                                + ": give it to --schedd-name (or WMS2_SCHEDD_NAME) until its DAGs have ended"));
        refuseSilent(member);
        return question.apply(member);
    }

    private void refuseSilent(Member member) {
        Silence known = silences.get(member.name());
        if (known != null && known.since().plus(pause).isAfter(clock.instant())) {
            throw new ServiceUnavailableException(SERVICE, known.words().text(), known.words());
        }
    }

    /** A look: whoever does not answer one in words that can be read is silent for a while. */
    private <T> T looked(Member member, Function<Member, T> question) {
        refuseSilent(member);
        try {
            T answer = question.apply(member);
            silences.remove(member.name());
            return answer;
        } catch (UnreadableException e) {
            throw new ServiceUnavailableException(
                    SERVICE, member.name() + " answers what cannot be read: " + e.text(), e);
        } catch (ServiceUnavailableException e) {
            if (!Thread.currentThread().isInterrupted()) {
                silences.put(member.name(), new Silence(clock.instant(), e));
            }
            throw e;
        }
    }

    /** Anything but silence is not about one schedd: it goes on to the caller. */
    private static ServiceUnavailableException unavailable(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof ServiceUnavailableException silence) {
            return silence;
        }
        if (cause instanceof RuntimeException own) {
            throw own;
        }
        if (cause instanceof Error own) {
            throw own;
        }
        throw new IllegalStateException(Optional.ofNullable(cause).orElse(e));
    }
}
