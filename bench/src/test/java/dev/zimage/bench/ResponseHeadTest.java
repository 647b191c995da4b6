package dev.zimage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nX-Content-Length: 99\r\ncontent-LENGTH: 5\r\nA: b\r\n\r\nhello";

    @Test
    void an_answer_ends_with_its_body_whatever_follows() throws IOException {
        assertThat(read(ANSWER + "HTTP/1.1 500")).isEqualTo(new ResponseHead(200, ANSWER.length()));
    }

    @Test
    void an_answer_is_incomplete_until_its_last_byte() throws IOException {
        for (int i = 0; i < ANSWER.length(); i++) {
            assertThat(read(ANSWER.substring(0, i)).isComplete()).isFalse();
        }
        assertThat(read(ANSWER).isComplete()).isTrue();
    }

    @Test
    void the_status_is_told_also_of_an_empty_answer() throws IOException {
        String answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        assertThat(read(answer)).isEqualTo(new ResponseHead(503, answer.length()));
    }

    @Test
    void an_answer_without_a_length_is_refused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without a length");
    }

    private static ResponseHead read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ResponseHead.read(bytes, bytes.length);
    }
}
