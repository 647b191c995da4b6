package dev.zimage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class UpstreamJsonTest {

    @Test
    void an_answer_of_nothing_but_brackets_is_not_read_to_its_end() {
        String brackets = "{\"data\":[" + "[],".repeat(1_000_000) + "1]}";

        assertThatThrownBy(() -> UpstreamJson.read(brackets.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void a_large_picture_in_base64_is_read() {
        String base64 = "A".repeat(32 << 20);

        assertThat(
                        UpstreamJson.text(
                                UpstreamJson.read("{\"b64_json\":\"" + base64 + "\"}"),
                                "/b64_json"))
                .hasSize(base64.length());
    }
}
