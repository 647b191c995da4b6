package dev.zimage.engine.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Fetches files with several threads, while the calling one reports, saves and supervises them.
final class Download {

    private static final long TICK_MILLIS = 100;

    /// A file with a wrong checksum is fetched once more: some proxy may have cached an old one.
    private static final int MOST_TIMES = 2;

    private final PullRequest request;
    private final TransferPolicy policy;
    private final PullListener listener;
    private final HubApi api;
    private final HubClient client;
    private final String commit;
    private final Queue<HubFile> finished = new ConcurrentLinkedQueue<>();
    private final Map<PartFile, Integer> times = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Download(
            PullRequest request,
            TransferPolicy policy,
            PullListener listener,
            HubApi api,
            HubClient client,
            String commit) {
        this.request = request;
        this.policy = policy;
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
        DownloadQueue queue = new DownloadQueue(missing);
        Fetcher fetcher = new Fetcher(api, client, commit, queue, policy, listener);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < request.connections(); i++) {
                threads.execute(() -> work(queue, fetcher));
            }
            threads.shutdown();
            watch(threads, fetcher, parts, others);
        } finally {
            boolean interrupted = Thread.interrupted(); // with which nothing could be saved
            stop(threads);
            saveAfterInterruption(missing);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throwFailure();
    }

    private void work(DownloadQueue queue, Fetcher fetcher) {
        try {
            fetchAll(queue, fetcher);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too: the others would wait for this thread's piece
            failure.compareAndSet(null, e);
        }
    }

    /// What each of the threads does: it takes a piece, fetches it, and checks the file when it was
    /// its last.
    private void fetchAll(DownloadQueue queue, Fetcher fetcher)
            throws InterruptedException, PullException {
        for (DownloadQueue.Piece piece = queue.take(); piece != null; piece = queue.take()) {
            fetcher.fetch(piece);
            if (queue.isLast(piece)) {
                check(queue, piece.part());
            }
        }
    }

    private void check(DownloadQueue queue, PartFile part)
            throws PullException, InterruptedException {
        HubFile file = part.file();
        try {
            HubFile.Reading reading = HubFile.Reading.of(part.path(), file, _ -> {});
            if (reading.right()) {
                part.approve(reading.sha256());
                finished.add(file);
                queue.done(part);
            } else if (times.merge(part, 1, Integer::sum) < MOST_TIMES) {
                queue.again(part);
            } else {
                part.restart();
                throw new PullException(
                        PullException.Kind.WRONG_CONTENT,
                        file.path() + " came twice with a wrong checksum");
            }
        } catch (IOException e) {
            throw PullFolder.failure(part.path(), e);
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
            if (System.nanoTime() - saved > policy.save().toNanos()) {
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
                new PullListener.Progress(
                        PullListener.Progress.Phase.FETCHING,
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

    /// The interruption that has ended the wait can close one file a moment later.
    private static void saveAfterInterruption(List<PartFile> parts) throws IOException {
        try {
            save(parts);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted(); // with which nothing could be saved
            save(parts);
            Thread.currentThread().interrupt();
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
