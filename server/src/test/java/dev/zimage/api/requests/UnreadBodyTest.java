package dev.zimage.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.RawClient;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A request that is refused by its head, on a connection that the client means to use again.
@Timeout(200)
class UnreadBodyTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final String HEAD =
            """
            POST /api/v1/images/generations HTTP/1.1\r
            Host: x\r
            Authorization: Bearer none\r
            Content-Type: application/json\r
            """;

    @Test
    void a_body_that_is_still_to_come_ends_the_connection_and_the_answer_says_so()
            throws IOException {
        try (RawClient client = new RawClient(SERVER.get())) {
            RawClient.Reply reply = client.send(HEAD + "Content-Length: 9\r\n\r\n").receive();

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(client.receive().status()).as("the end of the connection").isZero();
        }
    }

    @Test
    void a_body_in_chunks_that_does_not_end_does_so_too() throws IOException {
        try (RawClient client = new RawClient(SERVER.get())) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

            assertThat(client.receive().header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void a_client_that_sends_all_before_it_listens_gets_its_answer() throws Exception {
        try (RawClient client = new RawClient(SERVER.get())) {
            // More than the system keeps for a server that does not read.
            byte[] piece = new byte[1_000_000];
            client.send(HEAD + "Content-Length: 20000000\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                client.send(piece);
            }

            assertThat(client.receive().status()).isEqualTo(401);
        }
    }

    @Test
    void after_a_body_that_has_come_the_connection_takes_the_next_request() throws IOException {
        try (RawClient client = new RawClient(SERVER.get())) {
            for (int i = 0; i < 3; i++) {
                client.send(HEAD + "Content-Length: 9\r\n\r\n{\"a\": 12}");
                RawClient.Reply reply = client.receive();

                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.header("Connection")).isEmpty();
            }
        }
    }
}
