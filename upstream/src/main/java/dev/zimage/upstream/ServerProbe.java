package dev.zimage.upstream;

import dev.zimage.upstream.CallFailure.Kind;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the servers of an engine whether they answer: all of them at the start, later those that
/// are down or idle, so that no picture has to find out.
final class ServerProbe implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerProbe.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String NO_ANSWER =
            "no connection, no answer within %d s, or status 502 to 504"
                    .formatted(ANSWER.toSeconds());

    private final String engine;
    private final ServerPool pool;
    private final Thread thread;

    ServerProbe(String engine, List<UpstreamServer> servers, ServerPool pool) {
        this.engine = engine;
        this.pool = pool;
        this.thread = Thread.ofVirtual().name("probe-" + engine).unstarted(() -> run(servers));
    }

    void start() {
        thread.start();
    }

    private void run(List<UpstreamServer> servers) {
        try {
            probe(servers);
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                probe(pool.toProbe());
            }
        } catch (InterruptedException e) {
            // The engine was closed.
        }
    }

    private void probe(List<UpstreamServer> servers) throws InterruptedException {
        for (UpstreamServer server : servers) {
            if (server.answers(ANSWER)) {
                pool.answered(server);
            } else {
                log.info("{}: {} does not answer", engine, server.base());
                pool.unanswered(server, new CallFailure(Kind.UNREACHABLE, NO_ANSWER));
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
