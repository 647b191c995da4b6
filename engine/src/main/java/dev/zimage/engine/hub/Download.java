package dev.zimage.engine.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Fetches files with several threads, while the calling one reports, saves and watches over them.
final class Download {

    private static final long TICK_MILLIS = 100;

    private final PullRequest request;
    private final PullPace pace;
    private final PullListener listener;
    private final HubApi api;
    private final HubClient client;
    private final String commit;
    private final Queue<HubFile> finished = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Download(
            PullRequest request,
            PullPace pace,
            PullListener listener,
            HubApi api,
            HubClient client,
            String commit) {
        this.request = request;
        this.pace = pace;
        this.listener = listener;
        this.api = api;
        this.client = client;
        this.commit = commit;
    }

    /// Returns when every part is whole and checked.
    ///
    /// @param others files of the model that are there already
    void run(List<PartFile> parts, int others)
            throws IOException, PullException, InterruptedException {
        List<PartFile> missing = parts.stream().filter(part -> part.sha256() == null).toList();
        Agenda agenda = new Agenda(missing);
        Fetcher fetcher = new Fetcher(api, client, commit, agenda, pace, listener);
        Worker worker = new Worker(agenda, fetcher, finished::add);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < request.connections(); i++) {
                threads.execute(() -> work(worker));
            }
            threads.shutdown();
            watch(threads, fetcher, parts, others);
        } finally {
            boolean interrupted = Thread.interrupted(); // with which nothing could be saved
            stop(threads);
            save(missing);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throwFailure();
    }

    private void work(Worker worker) {
        try {
            worker.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too: the others would wait for this thread's piece
            failure.compareAndSet(null, e);
        }
    }

    private void watch(ExecutorService threads, Fetcher fetcher, List<PartFile> parts, int others)
            throws IOException, InterruptedException {
        long saved = System.nanoTime();
        boolean ended = false;
        while (!ended && failure.get() == null) {
            ended = threads.awaitTermination(TICK_MILLIS, TimeUnit.MILLISECONDS);
            fetcher.cutSilent();
            report(parts, others);
            if (System.nanoTime() - saved > pace.save().toNanos()) {
                save(parts.stream().filter(part -> part.sha256() == null).toList());
                saved = System.nanoTime();
            }
        }
    }

    private void report(List<PartFile> parts, int others) {
        for (HubFile file = finished.poll(); file != null; file = finished.poll()) {
            listener.finished(file.path(), file.size());
        }
        int done = (int) parts.stream().filter(part -> part.sha256() != null).count();
        listener.progress(
                new PullProgress(
                        PullProgress.Phase.FETCHING,
                        parts.stream().mapToLong(PartFile::done).sum(),
                        parts.stream().mapToLong(part -> part.file().size()).sum(),
                        others + done,
                        others + parts.size()));
    }

    private static void save(List<PartFile> parts) throws IOException {
        for (PartFile part : parts) {
            part.save();
        }
    }

    /// Waits for the threads: none may write once the parts are closed.
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        threads.close();
    }

    private void throwFailure() throws PullException {
        switch (failure.get()) {
            case null -> {}
            case PullException expected -> throw expected;
            case UncheckedIOException io -> throw io;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
