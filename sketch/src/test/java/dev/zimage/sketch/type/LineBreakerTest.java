package dev.zimage.sketch.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.sketch.words.WordTable;
import dev.zimage.texts.EastAsian;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBreakerTest {

    @ParameterizedTest
    @CsvSource({
        "你好，世界！（春天）, 你好，/世界！/（春天）",
        "在Music节 go west, 在/Music/节 /go /west",
        "6月18日, 6月18日",
        "全场八折欢迎光临, 全场/八折/欢迎/光临",
        "祝妈妈生日快乐, 祝妈妈/生日/快乐",
        "今今日特价, 今今日/特价",
        "8月8日开业, 8月8日/开业",
        "第十二届国际电影节, 第十二届/国际/电影节",
        "本日のおすすめコーヒー, 本日の/おすすめコーヒー",
        "テストの看板, テストの/看板",
        "・お一人様一点限り, ・お一人様一点限り",
        "안녕하세요 서울, 안녕하세요 /서울",
        "abc, abc",
        "🎉🎈 go, 🎉🎈 /go",
    })
    void lines_break_between_words_and_never_before_a_closing_mark(String text, String pieces) {
        assertThat(LineBreaker.pieces(text, false)).containsExactly(pieces.split("/", -1));
    }

    @Test
    void words_are_cut_only_when_they_have_to_be() {
        assertThat(LineBreaker.pieces("abc", true)).containsExactly("a", "b", "c");
        assertThat(LineBreaker.pieces("生日", true)).containsExactly("生", "日");
    }

    @ParameterizedTest
    @CsvSource({
        "a🎉🎂b, a/🎉/🎂/b",
        "𠮷, 𠮷",
        "𠮷野家, 𠮷/野/家",
        "🇨🇳🇫🇷, 🇨🇳/🇫🇷",
        "👩‍💻👍🏽, 👩‍💻/👍🏽",
    })
    void no_character_is_cut(String text, String pieces) {
        assertThat(LineBreaker.pieces(text, true)).containsExactly(pieces.split("/", -1));
        for (boolean anywhere : new boolean[] {true, false}) {
            assertThat(LineBreaker.pieces(text, anywhere))
                    .noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
        }
    }

    @Test
    void patterns_and_scripts_have_one_notion_of_characters() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String character = Character.toString(c);
            boolean joiner = c == 0x200D || Character.isEmojiModifier(c) || Script.isMark(c);
            assertThat(is("hanzi", character)).as("%x", c).isEqualTo(EastAsian.is(c));
            assertThat(is("wide", character)).as("%x", c).isEqualTo(Script.isWide(c));
            assertThat(is("space", character)).as("%x", c).isEqualTo(Script.isSpace(c));
            assertThat(is("joiner", character)).as("%x", c).isEqualTo(joiner);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Hot tea 2.50, Hot tea~2.50",
        "Hot tea 3 €, Hot tea~3~€",
        "Hot tea 12 EUR, Hot tea~12~EUR",
        "Room 7 with a view, Room 7 with a view",
    })
    void the_price_of_a_line_stays_in_it(String line, String kept) {
        assertThat(WordTable.matcher("before price", line).replaceAll("~")).isEqualTo(kept);
    }

    private static boolean is(String pattern, String character) {
        return WordTable.matcher(pattern, character).matches();
    }
}
