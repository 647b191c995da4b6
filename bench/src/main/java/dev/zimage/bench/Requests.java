package dev.zimage.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Prepared requests in wire format, so that sending them costs the load generator nothing.
final class Requests {

    static final String SUBMIT_PATH = "/api/v1/images/generations";
    static final String POLL_PATH = "/api/v1/tasks/";

    static final byte[] READY =
            "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final List<String> PROMPTS =
            List.of(
                    "a poster that reads OPENING SOON in bold type, warm tones",
                    "a lighthouse on a cliff at dusk, long exposure, film grain",
                    "一张写着“新年快乐”的海报，红色背景，金色的灯笼",
                    "an isometric cutaway of a small bookshop, soft morning light, watercolour",
                    "a cup of coffee on a wooden table, steam, shallow depth of field");
    private static final List<String> RATIOS = List.of("1:1", "4:3", "3:4", "16:9", "9:16");

    private Requests() {}

    /// A task to poll.
    record Owned(String key, String taskId) {}

    /// Orders with each of the keys in turn.
    static List<byte[]> submits(List<String> keys) {
        Random random = new Random(1);
        return keys.stream()
                .flatMap(key -> PROMPTS.stream().map(prompt -> submit(key, prompt, random, "")))
                .toList();
    }

    /// Orders that are answered when their picture is complete.
    static List<byte[]> waitingSubmits(String key) {
        Random random = new Random(1);
        return PROMPTS.stream()
                .map(prompt -> submit(key, prompt, random, "Prefer: wait=30\r\n"))
                .toList();
    }

    /// The newest task of the key's account.
    static byte[] listing(String key) {
        return """
        GET /api/v1/tasks?limit=1 HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        \r
        """
                .formatted(key)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] submit(String key, String prompt, Random random, String header) {
        String body =
                "{\"model\":\"z-image\",\"prompt\":\"%s\",\"aspect_ratio\":\"%s\"}"
                        .formatted(prompt, RATIOS.get(random.nextInt(RATIOS.size())));
        return """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s\r
        %s\
        """
                .formatted(
                        SUBMIT_PATH,
                        key,
                        body.getBytes(StandardCharsets.UTF_8).length,
                        header,
                        body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static List<byte[]> polls(List<Owned> tasks) {
        return tasks.stream().map(Requests::poll).toList();
    }

    private static byte[] poll(Owned task) {
        return """
        GET %stask_%s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        \r
        """
                .formatted(POLL_PATH, task.taskId, task.key)
                .getBytes(StandardCharsets.UTF_8);
    }
}
