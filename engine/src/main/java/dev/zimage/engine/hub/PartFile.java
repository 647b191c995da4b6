package dev.zimage.engine.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A file that is downloaded in segments, with its progress in a file beside it, so that the next
/// pull can resume. Different segments may be written by different threads.
final class PartFile implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HubFile file;
    private final Path path;
    private final Path state;
    private final FileChannel channel;
    private volatile List<Segment> segments;
    private volatile @Nullable String sha256;

    /// The recorded progress.
    ///
    /// @param checksum of the file that this is a part of
    /// @param segment the length of each but the last
    /// @param done bytes of each segment
    /// @param sha256 of the whole once that was checked, else null
    private record Note(
            String checksum, long size, long segment, List<Long> done, @Nullable String sha256) {}

    private PartFile(
            HubFile file,
            Path path,
            Path state,
            FileChannel channel,
            List<Segment> segments,
            @Nullable String sha256) {
        this.file = file;
        this.path = path;
        this.state = state;
        this.channel = channel;
        this.segments = segments;
        this.sha256 = sha256;
    }

    /// Resumes what an earlier pull has left of the same content, or starts over.
    static PartFile open(HubFile file, PullFolder folder, long segmentLength) throws IOException {
        Path path = folder.part(file);
        Path state = folder.state(file);
        Note note = read(state, file, path);
        if (note == null) {
            Files.deleteIfExists(state);
            Files.deleteIfExists(path);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return note == null
                ? new PartFile(
                        file,
                        path,
                        state,
                        channel,
                        segments(file.size(), segmentLength, List.of()),
                        null)
                : new PartFile(
                        file,
                        path,
                        state,
                        channel,
                        segments(file.size(), note.segment(), note.done()),
                        note.sha256());
    }

    /// @return null when there is none, or one of other content
    private static @Nullable Note read(Path state, HubFile file, Path path) {
        try {
            Note note = JSON.readValue(Files.readAllBytes(state), Note.class);
            boolean fits =
                    note.checksum().equals(file.checksum().toString())
                            && note.size() == file.size()
                            && note.segment() > 0
                            && note.done().size() == count(file.size(), note.segment());
            long end =
                    segments(file.size(), note.segment(), note.done()).stream()
                            .filter(segment -> segment.done() > 0)
                            .mapToLong(Segment::position)
                            .max()
                            .orElse(0);
            return fits && Files.size(path) >= end ? note : null;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private static long count(long size, long length) {
        return Math.ceilDiv(size, length);
    }

    private static List<Segment> segments(long size, long length, List<Long> done) {
        List<Segment> segments = new ArrayList<>();
        for (long from = 0; from < size; from += length) {
            int index = segments.size();
            segments.add(
                    new Segment(
                            from,
                            Math.min(length, size - from),
                            index < done.size() ? done.get(index) : 0));
        }
        return List.copyOf(segments);
    }

    HubFile file() {
        return file;
    }

    Path path() {
        return path;
    }

    List<Segment> segments() {
        return segments;
    }

    /// The SHA-256 of the whole file, null as long as it is not known to be right.
    @Nullable String sha256() {
        return sha256;
    }

    String requireSha256() {
        return Objects.requireNonNull(sha256, "a file that is not checked");
    }

    /// Bytes that have been downloaded.
    long done() {
        return segments.stream().mapToLong(Segment::done).sum();
    }

    boolean isFull() {
        return segments.stream().allMatch(Segment::isDone);
    }

    /// For a hub that gives files only from their beginning.
    Segment inOnePiece() {
        segments = segments(file.size(), file.size(), List.of());
        return segments.getFirst();
    }

    /// Discards all downloaded bytes, because they were not right.
    void restart() {
        segments.forEach(Segment::restart);
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// Records the progress, after the bytes themselves are on the disk.
    synchronized void save() throws IOException {
        List<Segment> now = segments;
        List<Long> done = now.stream().map(Segment::done).toList();
        if (channel.isOpen()) {
            channel.force(false);
        }
        long length = now.isEmpty() ? 1 : now.getFirst().length();
        Note note = new Note(file.checksum().toString(), file.size(), length, done, sha256);
        PullFolder.writeWhole(state, JSON.writeValueAsBytes(note));
    }

    /// Records the file as complete and verified.
    synchronized void approve(String checkedSha256) throws IOException {
        sha256 = checkedSha256;
        save();
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// A stretch of a file that one request asks for. One thread fills it, others may look.
    static final class Segment {

        private final long from;
        private final long length;
        private volatile long done;

        Segment(long from, long length, long done) {
            if (from < 0 || length < 0 || done < 0 || done > length) {
                throw new IllegalArgumentException(
                        "no segment: " + from + ", " + length + ", " + done);
            }
            this.from = from;
            this.length = length;
            this.done = done;
        }

        long done() {
            return done;
        }

        long length() {
            return length;
        }

        /// Where in the file the next byte goes.
        long position() {
            return from + done;
        }

        long remaining() {
            return length - done;
        }

        boolean isDone() {
            return remaining() == 0;
        }

        /// Whether it is all of a file of that size.
        boolean isAllOf(long size) {
            return from == 0 && length == size;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        void advance(long bytes) {
            done += bytes;
        }

        void restart() {
            done = 0;
        }

        /// The value of the header `Range` for what is missing (RFC 9110, 14.2).
        String range() {
            return "bytes=" + position() + "-" + (from + length - 1);
        }
    }
}
