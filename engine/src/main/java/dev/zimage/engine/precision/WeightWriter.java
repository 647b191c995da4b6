package dev.zimage.engine.precision;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the file of a plan. Pieces are made by as many threads as there are processors; each holds
/// one at a time, so that the memory needed is that of the largest few.
final class WeightWriter {

    private static final int MOST_THREADS = 8;
    private static final int BLOCK = 1 << 24;

    private final WeightFile plan;
    private final FileChannel channel;
    private final PreparationListener listener;
    private final SourceValueCheck sourceCheck;
    private final long all;
    private long done;

    private WeightWriter(WeightFile plan, FileChannel channel, PreparationListener listener) {
        this.plan = plan;
        this.sourceCheck = new SourceValueCheck(plan.changeFiles());
        this.channel = channel;
        this.listener = listener;
        this.all = plan.pieces().stream().mapToLong(StoredWeight::length).sum();
    }

    /// Writes the whole file through to the disk.
    static Checksums write(WeightFile plan, Path file, PreparationListener listener)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Checksums checksums = new WeightWriter(plan, channel, listener).writeAll();
            channel.force(true);
            return checksums;
        }
    }

    private Checksums writeAll() throws IOException {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService makers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("weights-", 0).daemon().factory());
        try {
            List<Future<Integer>> made = new ArrayList<>();
            for (StoredWeight piece : plan.pieces()) {
                made.add(makers.submit(() -> write(piece)));
            }
            List<Integer> checksums = new ArrayList<>();
            for (Future<Integer> one : made) {
                checksums.add(await(one));
            }
            return new Checksums(checksums);
        } finally {
            makers.shutdownNow();
            makers.close();
        }
    }

    private static int await(Future<Integer> made) throws IOException {
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while weights were prepared");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case UncheckedIOException cause -> throw cause.getCause();
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private int write(StoredWeight piece) throws IOException {
        sourceCheck.check(piece.source());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(piece.length());
            piece.format().write(piece.source(), made);
            ByteBuffer bytes = made.asByteBuffer();
            int checksum = Checksums.of(bytes);
            while (bytes.hasRemaining()) {
                ByteBuffer block =
                        bytes.slice(bytes.position(), Math.min(BLOCK, bytes.remaining()));
                int count = channel.write(block, piece.offset() + bytes.position());
                bytes.position(bytes.position() + count);
            }
            tell(piece.length());
            return checksum;
        }
    }

    private synchronized void tell(long more) {
        done += more;
        listener.prepared(plan.component(), done, all);
    }
}
