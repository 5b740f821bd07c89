package org.wms2.server.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** The services of one home, together: started and stopped at the same time, as none needs another. */
public final class LocalProfile implements LocalControl {
    /** Of the platform: what starts services waits for programs, and a time limit must not wait for a free carrier. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("local-", 0).factory();

    private final Path home;
    private final List<LocalService> services;
    private final List<Path> data;

    /** @param data directories that hold what requests leave, deleted by a reset */
    LocalProfile(Path home, List<LocalService> services, List<Path> data) {
        this.home = home;
        this.services = List.copyOf(services);
        this.data = List.copyOf(data);
    }

    @Override
    public List<ServiceStatus> status() {
        return together((service, results) -> results.add(service.status()));
    }

    @Override
    public void start(Consumer<String> progress) {
        if (status().stream().allMatch(ServiceStatus::isRunning)) {
            return;
        }
        HomeLock.holding(home, progress, () -> each(service -> service.start(progress)));
    }

    @Override
    public void stop(Consumer<String> progress) {
        HomeLock.holding(home, progress, () -> each(service -> service.stop(progress)));
    }

    @Override
    public void reset(Consumer<String> progress) {
        HomeLock.holding(home, progress, () -> {
            each(service -> service.stop(progress));
            each(LocalService::wipe);
            for (Path directory : data) {
                progress.accept("deleting " + directory);
                Trees.delete(directory);
            }
        });
    }

    private void each(Consumer<LocalService> action) {
        List<Boolean> done = together((service, results) -> {
            action.accept(service);
            results.add(true);
        });
        if (done.size() != services.size()) {
            throw new Wms2Exception(ErrorCode.INTERNAL, done.size() + " of " + services.size() + " services answered");
        }
    }

    /** Runs an action on all services at once; answers in the services' order; the first error is thrown, all are told. */
    private <T> List<T> together(BiConsumer<LocalService, List<T>> action) {
        List<T> answers = new ArrayList<>();
        List<RuntimeException> errors = new ArrayList<>();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(THREADS)) {
            List<Future<List<T>>> running = new ArrayList<>();
            for (LocalService service : services) {
                running.add(executor.submit(() -> {
                    List<T> results = new ArrayList<>();
                    action.accept(service, results);
                    return results;
                }));
            }
            for (Future<List<T>> future : running) {
                try {
                    answers.addAll(future.get());
                } catch (ExecutionException e) {
                    errors.add(
                            e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause()));
                } catch (InterruptedException e) {
                    executor.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new ServiceUnavailableException("local profile", "interrupted", e);
                }
            }
        }
        if (!errors.isEmpty()) {
            RuntimeException first = errors.getFirst();
            errors.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return answers;
    }
}
