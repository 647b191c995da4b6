package dev.zimage.sketch.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineBreakerTest {

    @Test
    void no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assertThat(LineBreaker.pieces("你好，世界！（春天）", false))
                .containsExactly("你", "好，", "世", "界！", "（春", "天）");
    }

    @Test
    void latin_words_stay_whole_beside_chinese() {
        assertThat(LineBreaker.pieces("在Music节 go west", false))
                .containsExactly("在", "Music", "节 ", "go ", "west");
    }

    @Test
    void a_date_is_not_torn_from_its_unit() {
        assertThat(LineBreaker.pieces("6月18日", false)).containsExactly("6月", "18日");
    }

    @Test
    void words_are_cut_only_when_they_have_to_be() {
        assertThat(LineBreaker.pieces("abc", false)).containsExactly("abc");
        assertThat(LineBreaker.pieces("abc", true)).containsExactly("a", "b", "c");
    }
}
