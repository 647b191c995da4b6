package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/// Concurrent orders for an engine of two servers that each draw a picture a second: which fraction
/// of their capacity is used.
final class UpstreamBenchmark implements Benchmark {

    private static final int SERVERS = 2;
    private static final int ORDERS = 64;
    private static final Target BAR = new Target.RatioAtLeast(0.95);

    @Override
    public String name() {
        return "upstream";
    }

    @Override
    public String description() {
        return "two other servers that draw a picture a second each, 64 orders at once";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        stage.say("upstream: " + ORDERS + " orders");
        try (OneSecondServer one = new OneSecondServer();
                OneSecondServer other = new OneSecondServer();
                StartedProgram program =
                        new StartedProgram(
                                stage,
                                stage.jvm().command("dev.zimage.cli.Main", "serve").command(),
                                settings(one, other))) {
            program.await(Requests.READY, _ -> true);
            order(program);
            while (one.drawn() + other.drawn() < ORDERS) {
                Thread.sleep(50);
            }
            double seconds =
                    (Math.max(one.lastEnd(), other.lastEnd())
                                    - Math.min(one.firstBegin(), other.firstBegin()))
                            / 1e9;
            return List.of(
                    new Figure(
                            "pictures of two one-second servers (baseline: what they can draw)",
                            Quantity.perSecond(ORDERS / seconds),
                            Quantity.perSecond(SERVERS),
                            BAR));
        }
    }

    private static Map<String, String> settings(OneSecondServer one, OneSecondServer other) {
        return Map.of(
                "ZIMAGE_ENGINES_GPU_KIND", "openai",
                "ZIMAGE_ENGINES_GPU_URL", one.url() + ", " + other.url(),
                "ZIMAGE_MODELS_Z_IMAGE_ENGINE", "gpu");
    }

    private static void order(StartedProgram program) throws IOException, InterruptedException {
        HttpRequest order =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d%s"
                                                .formatted(
                                                        program.address().getPort(),
                                                        Requests.SUBMIT_PATH)))
                        .header("Authorization", "Bearer " + program.key())
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"z-image\",\"prompt\":\"a cat\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < ORDERS; i++) {
                int status =
                        client.send(order, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    throw new IOException("an order was answered with " + status);
                }
            }
        }
    }
}
