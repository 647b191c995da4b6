package dev.zimage.engine.hub;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// What each of the threads does: take a piece, fetch it, and check the file when it was its last.
/// One object serves them all.
final class Worker {

    /// A file that comes out wrong is fetched once more: some proxy may have kept an old one.
    private static final int MOST_TIMES = 2;

    private final Agenda agenda;
    private final Fetcher fetcher;
    private final Consumer<HubFile> finished;
    private final Map<PartFile, Integer> times = new ConcurrentHashMap<>();

    Worker(Agenda agenda, Fetcher fetcher, Consumer<HubFile> finished) {
        this.agenda = agenda;
        this.fetcher = fetcher;
        this.finished = finished;
    }

    /// Works until nothing is left.
    void run() throws InterruptedException, PullException {
        for (Agenda.Piece piece = agenda.take(); piece != null; piece = agenda.take()) {
            fetcher.fetch(piece);
            if (agenda.isLast(piece)) {
                check(piece.part());
            }
        }
    }

    private void check(PartFile part) throws PullException, InterruptedException {
        HubFile file = part.file();
        try {
            FileCheck check = FileCheck.of(part.path(), file, _ -> {});
            if (check.right()) {
                part.approve(check.sha256());
                finished.accept(file);
                agenda.done(part);
            } else if (times.merge(part, 1, Integer::sum) < MOST_TIMES) {
                agenda.again(part);
            } else {
                part.restart();
                throw new PullException(
                        PullException.Kind.WRONG_CONTENT,
                        file.path() + " came twice with a wrong checksum");
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw PullFolder.failure(part.path(), e);
        }
    }
}
