package dev.zimage.api.requests;

import static dev.zimage.api.requests.RawRequests.requireError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zimage.api.RawClient;
import dev.zimage.errors.ErrorCode;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are cut, too large, or not as long as they say.
@Timeout(200)
class HostileBodiesTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final RawRequests raw = new RawRequests(SHARED.get());

    /// Headers of a submission, its body and the status.
    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400),
                arguments("Content-Length: 2\r\nContent-Length: 3\r\n", "{} ", 400),
                arguments("Content-Length: -1\r\n", "{}", 400),
                arguments("Content-Length: 99999999999999999999\r\n", "{}", 400),
                arguments("Content-Length: 9000000000000000000\r\n", "{}", 413),
                arguments("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked\r\n", "-1\r\n{}\r\n0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFF\r\n{}", 413),
                arguments("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n", 501),
                arguments("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n", 501),
                arguments("Transfer-Encoding: x, Chunked\r\n", "0\r\n\r\n", 501),
                arguments(
                        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                        "0\r\n\r\n",
                        501),
                arguments("Transfer-Encoding: gzip\r\n", "0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n", 400),
                arguments("Content-Length: 2\r\nExpect: the-unexpected\r\n", "{}", 417),
                arguments("Content-Length: 2\r\nContent-Encoding: gzip\r\n", "{}", 415),
                arguments("Content-Length: 2\r\nIdempotency-Key: \u00e9\r\n", VALID, 400),
                arguments("", "", 400));
    }

    private static final String VALID = TestServer.body("a cat");

    @ParameterizedTest
    @MethodSource("bodies")
    void an_odd_body_is_refused(String headers, String body, int status) throws IOException {
        raw.requireRefused(raw.post(headers) + body, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"})
    void a_body_that_ends_too_early_is_refused(String length) throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            RawClient.Reply reply =
                    client.send(raw.post(length) + "9\r\n{\"model\":\r\n").end().receive();
            requireError(reply, 400);
        }
        raw.requireAlive();
    }

    @Test
    void chunks_that_are_not_valid_are_not_called_late_only() throws IOException {
        RawClient.Reply reply =
                RawClient.exchange(
                        SHARED.get(), raw.post("Transfer-Encoding: chunked\r\n") + "zz\r\n");

        requireError(reply, 400);
        assertThat(reply.body()).contains("its chunks are not valid");
    }

    private static String padded(int length) {
        return VALID + " ".repeat(length - VALID.length());
    }

    private String sized(String body) {
        return raw.post("Content-Length: " + body.length() + "\r\n") + body;
    }

    private String chunked(String body) {
        StringBuilder chunks = new StringBuilder(raw.post("Transfer-Encoding: chunked\r\n"));
        for (int i = 0; i < body.length(); i += 4_000) {
            String chunk = body.substring(i, Math.min(body.length(), i + 4_000));
            chunks.append(Integer.toHexString(chunk.length())).append("\r\n");
            chunks.append(chunk).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    @Test
    void a_body_of_64_kib_is_the_largest() throws IOException {
        String wrong = "{\"x\":1}";
        String largest = wrong + " ".repeat(65_536 - wrong.length());
        for (String request : List.of(sized(largest), chunked(largest))) {
            RawClient.Reply reply = RawClient.exchange(SHARED.get(), request);
            requireError(reply, 400);
            assertThat(reply.errorCode()).isEqualTo(20_002);
        }
        for (String request : List.of(sized(padded(65_537)), chunked(padded(65_537)))) {
            RawClient.Reply reply = RawClient.exchange(SHARED.get(), request);
            requireError(reply, 413);
            assertThat(reply.errorCode()).isEqualTo(20_011);
        }
        raw.requireAlive();
    }

    /// The client sends nothing after the size and waits.
    @ParameterizedTest
    @ValueSource(strings = {"ffffffff\r\n", "10001\r\n", "5;a=b\r\n{\"x\":\r\n10000", "0ffffff;a"})
    void a_chunk_that_is_announced_as_too_large_is_not_waited_for(String chunks)
            throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(raw.post("Transfer-Encoding: chunked\r\n") + chunks);
            RawClient.Reply reply = client.receive();
            requireError(reply, 413);
            assertThat(reply.errorCode()).isEqualTo(ErrorCode.BODY_TOO_LARGE.number());
            assertThat(reply.header("Connection")).isEqualTo("close");
        }
        raw.requireAlive();
    }

    @Test
    void a_body_in_chunks_is_read_however_it_is_cut() throws IOException {
        String chunks = "2;a=\"b\"\r\n{\"\r\n0003\r\nx\":\r\n2\r\n1}\r\n0\r\nX: y\r\n\r\n";
        try (RawClient client = new RawClient(SHARED.get())) {
            for (int piece : List.of(1, 2, 3, 7, chunks.length())) {
                client.send(raw.post("Transfer-Encoding: chunked\r\n"));
                for (int i = 0; i < chunks.length(); i += piece) {
                    client.send(chunks.substring(i, Math.min(chunks.length(), i + piece)));
                }
                RawClient.Reply reply = client.receive();
                requireError(reply, 400);
                assertThat(reply.errorCode()).isEqualTo(ErrorCode.PARAMETER_MISSING.number());
            }
        }
    }

    @Test
    void a_client_that_asks_first_is_told_before_it_sends_the_body() throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(raw.post("Expect: 100-continue\r\nContent-Length: 7\r\n"));
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            requireError(client.send("{\"x\":1}").receive(), 400);
        }
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(raw.post("Expect: 100-continue\r\nContent-Length: 70000\r\n"));
            requireError(client.receive(), 413);
        }
    }
}
