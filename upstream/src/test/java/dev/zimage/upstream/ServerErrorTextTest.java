package dev.zimage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorTextTest {

    /// Python's `json` escapes all that is not ASCII, other programs do not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":\"一只猫🐈 \\\"x\\\"\"}",
                "{\"input\":\"\\u4e00\\u53ea\\u732b\\ud83d\\udc08 \\\"x\\\"\"}",
                "{\"input\":\"\\u4E00\\u53EA\\u732B\\uD83D\\uDC08 \\\"x\\\"\"}"
            })
    void a_prompt_that_a_server_repeats_is_hidden_however_it_is_escaped(String answer) {
        String shown = new ServerErrorText(List.of("一只猫🐈 \"x\"")).shown(answer);

        assertThat(shown).isEqualTo("{\"input\":\"[hidden]\"}");
    }
}
