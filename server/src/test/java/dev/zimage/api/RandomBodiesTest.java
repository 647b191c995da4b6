package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A few thousand bodies from a seeded source: valid ones that were damaged, and ones that were put
/// together from what JSON is made of.
class RandomBodiesTest {

    private static final int BODIES = 3_000;
    private static final long SEED = 20_261_122L;

    /// What a body can be refused with; the last is that of a content check, which is not there.
    private static final List<Integer> REFUSALS =
            List.of(20_001, 20_002, 20_003, 20_004, 20_007, 20_010, 60_012);

    private static final List<String> NAMES =
            List.of(
                    "model",
                    "prompt",
                    "aspect_ratio",
                    "nsfw_checker",
                    "seed",
                    "output_format",
                    "metadata",
                    "n",
                    "callback_url",
                    "x",
                    "",
                    "\\ud83d",
                    "\\u0000");

    private static final List<String> VALUES =
            List.of(
                    "\"z-image\"",
                    "\"a cat\"",
                    "\"1:1\"",
                    "\"png\"",
                    "\"\"",
                    "\"\\ud83d\"",
                    "\"\\u0000\"",
                    "\"\u65e5\u672c \ud83d\ude00\"",
                    "null",
                    "true",
                    "false",
                    "0",
                    "1",
                    "-1",
                    "-0",
                    "1.5",
                    "4294967295",
                    "4294967296",
                    "1e999",
                    "1e99999999999999",
                    "99999999999999999999999",
                    "NaN",
                    "[]",
                    "{}",
                    "{\"a\":\"b\"}",
                    "{\"a\":[1,{\"b\":null}]}",
                    "[[[[[[[[1]]]]]]]]");

    @TempDir Path folder;

    @Test
    @Timeout(300)
    void no_body_is_a_500_and_none_is_charged_unless_it_is_taken() {
        Random random = new Random(SEED);
        try (TestServer server =
                TestServer.start(folder, Map.of("limits.requests_per_minute", "1000000"))) {
            int taken = 0;
            for (int i = 0; i < BODIES; i++) {
                byte[] body = random.nextInt(3) == 0 ? damaged(random) : composed(random);
                Reply reply = post(server, body);
                assertThat(reply.status())
                        .as("body %d: %s", i, HexFormat.of().formatHex(body))
                        .isIn(200, 400, 503);
                if (reply.status() == 200) {
                    taken++;
                } else {
                    assertThat(reply.errorCode()).isIn(REFUSALS);
                    assertThat(reply.header("x-request-id"))
                            .isEqualTo(reply.json().path("error").path("request_id").asString(""));
                }
            }
            assertThat(taken).isBetween(BODIES / 100, BODIES / 2);
            assertThat(server.balance()).isEqualTo(10_000 - 4L * taken);
        }
    }

    /// A valid body with a few bytes changed, left out or doubled.
    private static byte[] damaged(Random random) {
        byte[] body =
                "{\"model\":\"z-image\",\"prompt\":\"caf\u00e9 \u65e5\u672c\",\"seed\":42,\"metadata\":{\"a\":\"b\"}}"
                        .getBytes(UTF_8);
        for (int damage = random.nextInt(1, 4); damage > 0; damage--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(3)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] ^= (byte) (1 << random.nextInt(8));
                default -> body = without(body, at, random.nextInt(1, 8));
            }
        }
        return body;
    }

    private static byte[] without(byte[] body, int from, int length) {
        int to = Math.min(body.length - 1, from + length);
        byte[] rest = new byte[body.length - Math.max(0, to - from)];
        System.arraycopy(body, 0, rest, 0, from);
        System.arraycopy(body, to, rest, from, rest.length - from);
        return rest;
    }

    private static byte[] composed(Random random) {
        StringBuilder body = new StringBuilder("{");
        if (random.nextBoolean()) {
            body.append("\"model\":\"z-image\",\"prompt\":\"a dog\"");
            body.append(random.nextInt(4) == 0 ? "" : ",\"seed\":7");
        } else {
            body.append("\"model\":").append(any(VALUES, random));
        }
        for (int member = random.nextInt(4); member > 0; member--) {
            body.append(random.nextInt(50) == 0 ? ";" : ",");
            body.append('"').append(any(NAMES, random)).append("\":");
            body.append(any(VALUES, random));
        }
        return body.append(random.nextInt(50) == 0 ? "" : "}").toString().getBytes(UTF_8);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Reply post(TestServer server, byte[] body) {
        return server.send(
                server.request("/api/v1/images/generations")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
}
