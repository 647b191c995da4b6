package dev.zimage.upstream;

import dev.zimage.engine.Fault;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.MovingAverage;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws on other servers. A picture that one of them fails to draw is tried on another, a bounded
/// number of times; what a server refuses for good is not tried again. Messages of exceptions say
/// nothing of the servers: what they answered is in the log. Nothing but the pixels of what they
/// send is kept.
///
/// Safe for use by several threads; [#bestAtOnce] calls keep all servers busy.
public final class UpstreamEngine implements ImageEngine {

    private static final Logger log = LoggerFactory.getLogger(UpstreamEngine.class);

    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final double WEIGHT_OF_NEWEST = 0.25;

    private static final PreviewListener NO_PREVIEWS =
            new PreviewListener() {
                @Override
                public boolean isWanted() {
                    return false;
                }

                @Override
                public void preview(int step, BufferedImage picture) {}
            };

    private final UpstreamOptions options;
    private final UpstreamHttp http;
    private final ServerPool pool;
    private final ServerProbe probe;
    private final Map<ImageSize, MovingAverage> seconds = new ConcurrentHashMap<>();

    private UpstreamEngine(UpstreamOptions options, Duration idle) {
        this.options = options;
        this.http = new UpstreamHttp();
        List<UpstreamServer> servers = options.urls().stream().map(this::server).toList();
        this.pool = new ServerPool(servers, options.atOnce(), idle);
        this.probe = new ServerProbe(options.name(), servers, pool);
    }

    /// An engine; the caller closes it. Its servers are asked in the background whether they
    /// answer.
    public static UpstreamEngine open(UpstreamOptions options) {
        return open(options, IDLE);
    }

    /// @param idle how long after its last answer a server without pictures is asked again
    static UpstreamEngine open(UpstreamOptions options, Duration idle) {
        UpstreamEngine engine = new UpstreamEngine(options, idle);
        engine.probe.start();
        return engine;
    }

    /// The URLs of these options whose servers probably draw nothing now, each with what is wrong.
    public static Map<URI, String> faults(UpstreamOptions options) {
        Map<URI, String> faults = new LinkedHashMap<>();
        try (UpstreamEngine engine = new UpstreamEngine(options, IDLE)) {
            for (URI url : options.urls()) {
                engine.server(url).fault(PROBE).ifPresent(fault -> faults.put(url, fault));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            options.urls().forEach(url -> faults.putIfAbsent(url, "not asked"));
        }
        return faults;
    }

    private UpstreamServer server(URI url) {
        URI base = URI.create(url.toString().replaceFirst("/+$", ""));
        return new UpstreamServer(base, options.key(), options.allowedHosts(), http);
    }

    @Override
    public String name() {
        return options.name();
    }

    /// One more for each server than it gets: while the last picture is encoded and stored, the
    /// next one takes its place.
    @Override
    public int bestAtOnce() {
        return (options.atOnce() + 1) * options.urls().size();
    }

    @Override
    public Optional<Duration> expected(String model, ImageSize size) {
        return Optional.ofNullable(seconds.get(size))
                .map(average -> Duration.ofNanos((long) (average.mean() * 1e9)));
    }

    @Override
    public Readiness readiness() {
        return pool.outage()
                .<Readiness>map(outage ->
                        new Readiness.Unreachable(
                                new Fault(
                                        "no server of the engine %s answers: %s"
                                                .formatted(name(), outage.reason()),
                                        "start one, or correct engines.%s.url".formatted(name())),
                                outage.pause()))
                .orElseGet(Readiness.Ready::new);
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws GenerationException, InterruptedException {
        return generate(request, progress, NO_PREVIEWS);
    }

    @Override
    public GeneratedImage generate(
            ImageRequest request, ProgressListener progress, PreviewListener previews)
            throws GenerationException, InterruptedException {
        return new GeneratedImage(
                drawn(request, new RisingProgress(progress), previews),
                GenerationParameters.UNKNOWN);
    }

    private BufferedImage drawn(
            ImageRequest request, ProgressListener progress, PreviewListener previews)
            throws GenerationException, InterruptedException {
        Attempts attempts = new Attempts(options.attempts());
        Deadline waiting = Deadline.in(options.timeout());
        while (true) {
            UpstreamServer server = acquire(attempts, waiting, progress);
            try {
                return drawn(server, request, attempts.number(), progress, previews);
            } catch (CallFailure e) {
                log.warn("{}: {} {}", name(), server.base(), e.getMessage());
                pool.failed(server, e);
                if (attempts.failed(server, e)) {
                    waiting = Deadline.in(options.timeout());
                }
            } finally {
                pool.release(server);
            }
        }
    }

    private UpstreamServer acquire(Attempts attempts, Deadline waiting, ProgressListener progress)
            throws GenerationException, InterruptedException {
        try {
            progress.waiting(true);
            UpstreamServer server = pool.acquire(attempts.useless(), attempts.tried(), waiting);
            progress.waiting(false);
            return server;
        } catch (CallFailure e) {
            throw attempts.unavailable();
        }
    }

    private BufferedImage drawn(
            UpstreamServer server,
            ImageRequest request,
            int number,
            ProgressListener progress,
            PreviewListener previews)
            throws CallFailure, InterruptedException {
        long start = System.nanoTime();
        BufferedImage picture =
                options.protocol()
                        .draw(
                                new GenerationCall(
                                        server,
                                        request,
                                        options.model(request.details().model()),
                                        number,
                                        Deadline.in(options.timeout()),
                                        progress,
                                        previews));
        measured(request.size(), (System.nanoTime() - start) / 1e9);
        if (pool.succeeded(server)) {
            log.info("{}: {} draws again", name(), server.base());
        }
        return picture;
    }

    private void measured(ImageSize size, double took) {
        seconds.compute(
                size,
                (_, known) -> {
                    MovingAverage average =
                            known == null ? new MovingAverage(WEIGHT_OF_NEWEST, took) : known;
                    average.add(took);
                    return average;
                });
    }

    /// Stops waiting for the servers.
    @Override
    public void close() {
        probe.close();
        http.close();
    }

    /// Progress that never goes back: another attempt begins where the last one was.
    private static final class RisingProgress implements ProgressListener {

        private final ProgressListener listener;
        private double reached;

        RisingProgress(ProgressListener listener) {
            this.listener = listener;
        }

        @Override
        public void step(int done, int total) {
            double now = (double) done / total;
            if (now > reached) {
                reached = now;
                listener.step(done, total);
            }
        }

        @Override
        public void waiting(boolean waits) {
            listener.waiting(waits);
        }
    }
}
