package dev.zimage.engine.hub;

import dev.zimage.engine.hub.PartFile.Segment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The segments that remain to be fetched, for several threads. One segment of each file goes
/// first; the others follow once the hub has shown that it gives files in parts.
final class DownloadQueue {

    /// One segment of one file.
    record Piece(PartFile part, Segment segment) {}

    private final Map<PartFile, Job> jobs = new LinkedHashMap<>();

    private static final class Job {
        private final Deque<Segment> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean inParts;

        private Job(PartFile part) {
            refill(part.segments());
        }

        private void refill(List<Segment> segments) {
            waiting.clear();
            segments.stream().filter(segment -> !segment.isDone()).forEach(waiting::add);
            if (waiting.isEmpty()) { // nothing to fetch, but somebody is to check the file
                waiting.add(new Segment(0, 0, 0));
            }
        }

        private boolean isOffering() {
            return !waiting.isEmpty() && (inParts || underWay == 0);
        }
    }

    /// @param parts in the order in which they are begun; none of them known to be right
    DownloadQueue(List<PartFile> parts) {
        parts.forEach(part -> jobs.put(part, new Job(part)));
    }

    /// Waits for a segment.
    ///
    /// @return null when all files are done
    synchronized @Nullable Piece take() throws InterruptedException {
        while (!jobs.isEmpty()) {
            for (Map.Entry<PartFile, Job> entry : jobs.entrySet()) {
                Job job = entry.getValue();
                if (job.isOffering()) {
                    job.underWay++;
                    return new Piece(entry.getKey(), job.waiting.remove());
                }
            }
            wait();
        }
        return null;
    }

    /// The hub gives this file in parts.
    synchronized void inParts(PartFile part) {
        Job job = job(part);
        if (!job.inParts) {
            job.inParts = true;
            notifyAll();
        }
    }

    synchronized boolean isInParts(PartFile part) {
        return job(part).inParts;
    }

    /// The hub gives this file only as a whole; the thread that finds out fetches it. Segments in
    /// progress are no longer needed.
    ///
    /// @param refused the segment that the hub did not give
    /// @return empty when another thread found out before
    synchronized Optional<Segment> inOnePiece(PartFile part, Segment refused) {
        if (!part.segments().contains(refused)) {
            return Optional.empty();
        }
        job(part).waiting.clear();
        return Optional.of(part.inOnePiece());
    }

    /// A piece is there.
    ///
    /// @return whether it was the file's last, so that the caller is to check the file
    synchronized boolean isLast(Piece piece) {
        Job job = job(piece.part());
        job.underWay--;
        notifyAll();
        return job.underWay == 0 && piece.part().isFull();
    }

    /// The file had a wrong checksum and starts over.
    synchronized void again(PartFile part) {
        part.restart();
        job(part).refill(part.segments());
        notifyAll();
    }

    /// The file is complete and verified.
    synchronized void done(PartFile part) {
        jobs.remove(part);
        notifyAll();
    }

    private Job job(PartFile part) {
        return Objects.requireNonNull(jobs.get(part), "a file that is done");
    }
}
