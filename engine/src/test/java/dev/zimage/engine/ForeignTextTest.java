package dev.zimage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                " a \r\n\t b ",
                "a\u001bb",
                "a\u009bb",
                "a\u202eb",
                "a\u2028b",
                "a\0b",
                "a\ud83db"
            })
    void a_text_is_one_line_that_changes_nothing_around_it(String text) {
        assertThat(ForeignText.line(text, 10)).isEqualTo("a b");
    }

    @Test
    void what_is_too_long_is_cut_between_two_characters() {
        assertThat(ForeignText.line("🐈".repeat(4), 4)).isEqualTo("🐈".repeat(4));
        assertThat(ForeignText.line("🐈".repeat(5), 4)).isEqualTo("🐈".repeat(4) + "…");
    }
}
