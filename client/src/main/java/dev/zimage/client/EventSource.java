package dev.zimage.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stream of server-sent events, read by one thread with a bounded wait. Requests the next chunk
/// only after the last one was read.
final class EventSource implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private sealed interface Arrival {
        record Piece(List<ByteBuffer> buffers) implements Arrival {}

        record End(@Nullable Throwable failure) implements Arrival {}
    }

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final SseParser parser = new SseParser();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    @Override
    public void onSubscribe(Flow.Subscription granted) {
        subscription = granted;
        if (closed) {
            granted.cancel();
        } else {
            granted.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Piece(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival.End(failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End(null));
    }

    /// Waits for the next chunk of the stream.
    ///
    /// @return the events that ended in it, often none, as in a heartbeat; empty when no chunk
    ///   arrived
    /// @throws IOException when the stream has ended or failed
    Optional<List<SseParser.Event>> next(Duration atMost) throws IOException, InterruptedException {
        return switch (arrivals.poll(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> Optional.empty();
            case Arrival.Piece(List<ByteBuffer> buffers) -> Optional.of(parsed(buffers));
            case Arrival.End(Throwable failure) ->
                    throw new IOException("the stream of events has ended", failure);
        };
    }

    private List<SseParser.Event> parsed(List<ByteBuffer> buffers) throws IOException {
        List<SseParser.Event> events = new java.util.ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            events.addAll(parser.feed(buffer));
        }
        Flow.Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
        return events;
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
