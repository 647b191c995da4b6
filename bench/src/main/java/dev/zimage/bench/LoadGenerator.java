package dev.zimage.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Clients with one connection each, which send the next request when the response to the last one
/// has arrived. One thread drives them all with prepared requests, to leave the shared processors
/// to the server. Used by one thread.
///
/// The load is closed-loop: a stalled server receives fewer requests in that time, so the latencies
/// are those of waiting clients, not of an unbounded arrival rate.
final class LoadGenerator implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = 30_000;
    private static final int ANSWER_LIMIT = 16 * 1024;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final List<byte[]> requests;
    private int next;

    /// The result of a round.
    ///
    /// @param latency in nanoseconds
    record Load(double perSecond, Histogram latency) {}

    private LoadGenerator(List<byte[]> requests, Selector selector) {
        this.requests = List.copyOf(requests);
        this.selector = selector;
    }

    /// Connects.
    ///
    /// @param requests sent in turn, round and round
    static LoadGenerator connect(InetSocketAddress server, int clients, List<byte[]> requests)
            throws IOException {
        LoadGenerator generator = new LoadGenerator(requests, Selector.open());
        try {
            for (int i = 0; i < clients; i++) {
                generator.connections.add(new Connection(server, generator.selector));
            }
            return generator;
        } catch (IOException e) {
            generator.close();
            throw e;
        }
    }

    /// Sends requests for this long and waits for the last responses, which do not count.
    ///
    /// @throws IOException when an answer is not a 200 or does not come
    Load run(Duration length) throws IOException {
        Histogram latency = new Histogram(3);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        int waiting = 0;
        for (Connection connection : connections) {
            connection.send(nextRequest());
            waiting++;
        }
        while (waiting > 0) {
            if (selector.select(TIMEOUT_MILLIS) == 0) {
                throw new IOException("no answer for " + TIMEOUT_MILLIS + " ms");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.answered()) {
                    long now = System.nanoTime();
                    if (now < end) {
                        latency.recordValue(now - connection.sentAt);
                        connection.send(nextRequest());
                    } else {
                        waiting--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return new Load(latency.getTotalCount() * 1e9 / length.toNanos(), latency);
    }

    private byte[] nextRequest() {
        next = next + 1 == requests.size() ? 0 : next + 1;
        return requests.get(next);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private static final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(ANSWER_LIMIT);
        private long sentAt;

        Connection(InetSocketAddress server, Selector selector) throws IOException {
            channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /// A request is far smaller than the socket's buffer, so this does not spin.
        void send(byte[] request) throws IOException {
            sentAt = System.nanoTime();
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /// Reads what has arrived.
        ///
        /// @return whether the answer is complete
        boolean answered() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            ResponseHead answer = ResponseHead.read(in.array(), in.position());
            if (!answer.isComplete()) {
                return false;
            }
            if (answer.status() != 200) {
                throw new IOException(
                        "an answer that is not a 200:\n"
                                + new String(in.array(), 0, in.position(), StandardCharsets.UTF_8));
            }
            in.clear();
            return true;
        }
    }
}
