package dev.zimage.sketch.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.sketch.colour.Oklab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReaderTest {

    @Test
    void several_texts_are_ranked_by_order_and_by_what_is_said_of_them() {
        assertThat(PromptReader.read("\"Jazz\" and \"Friday\" and at the bottom \"9 pm\"").texts())
                .containsExactly(
                        new Brief.Text("Jazz", Brief.Role.HEADLINE),
                        new Brief.Text("Friday", Brief.Role.SUBLINE),
                        new Brief.Text("9 pm", Brief.Role.FOOTER));
        assertThat(PromptReader.read("subtitle \"since 1990\", headline \"Bakery\"").texts())
                .containsExactly(
                        new Brief.Text("Bakery", Brief.Role.HEADLINE),
                        new Brief.Text("since 1990", Brief.Role.SUBLINE));
        assertThat(PromptReader.read("海报，标题“春茶”，副标题“明前龙井”，底部“西湖”").texts())
                .containsExactly(
                        new Brief.Text("春茶", Brief.Role.HEADLINE),
                        new Brief.Text("明前龙井", Brief.Role.SUBLINE),
                        new Brief.Text("西湖", Brief.Role.FOOTER));
    }

    @Test
    void texts_of_one_kind_are_the_lines_of_a_list() {
        assertThat(
                        PromptReader.read(
                                        "menu titled \"Café\" with \"Espresso 2.50\", \"Bagel"
                                                + " 2.90\", \"Cappuccino 3.80\"")
                                .texts())
                .containsExactly(
                        new Brief.Text("Café", Brief.Role.HEADLINE),
                        new Brief.Text(
                                "Espresso 2.50\nBagel 2.90\nCappuccino 3.80", Brief.Role.LIST));
        assertThat(PromptReader.read("“出口”和“入口”").texts())
                .containsExactly(new Brief.Text("出口\n入口", Brief.Role.HEADLINE));
        for (String pair :
                new String[] {
                    "two signs, “出口” to the left and “入口” to the right",
                    "左边写着“出口”，右边写着“入口”",
                    "one door says “出口”, the other says “入口”"
                }) {
            assertThat(PromptReader.read(pair).texts())
                    .containsExactly(new Brief.Text("出口\n入口", Brief.Role.HEADLINE));
        }
        assertThat(PromptReader.read("jars: 'soup', 'bread' and 'coffee'").texts())
                .containsExactly(new Brief.Text("soup\nbread\ncoffee", Brief.Role.HEADLINE));
        assertThat(PromptReader.read("\"Grand Hotel\", \"Since 1921\", \"Vienna\"").texts())
                .hasSize(3);
    }

    @Test
    void headings_stay_with_their_sentences_and_authors_with_what_they_said() {
        assertThat(
                        PromptReader.read(
                                        "heading \"Fast\" with \"Ready in a minute.\", heading"
                                                + " \"Safe\" with \"Nothing leaks.\"")
                                .texts())
                .extracting(Brief.Text::words)
                .containsExactly("Fast", "Ready in a minute.", "Safe", "Nothing leaks.");
        assertThat(
                        PromptReader.read(
                                        "heading \"Fast\" with \"Ready in a minute.\", heading"
                                                + " \"Safe\" with \"Nothing leaks.\"")
                                .texts())
                .extracting(Brief.Text::role)
                .containsExactly(
                        Brief.Role.HEADLINE,
                        Brief.Role.FOOTER,
                        Brief.Role.HEADLINE,
                        Brief.Role.FOOTER);
        assertThat(PromptReader.read("\"Be yourself, always\" — Oscar Wilde, in gold").texts())
                .containsExactly(
                        new Brief.Text("Be yourself, always", Brief.Role.HEADLINE),
                        new Brief.Text("— Oscar Wilde", Brief.Role.SUBLINE));
    }

    @Test
    void couplets_and_vertical_texts_stand_in_columns_from_the_right() {
        assertThat(firstWords("对联“春风入喜”和“岁月更新”").replaceAll("[ \u3000]+", " "))
                .isEqualTo("岁 春\n月 风\n更 入\n新 喜");
        assertThat(firstWords("竖排文字“宁静，致远”")).isEqualTo("宁\n静\n致\n远");
        assertThat(firstWords("竖排文字“𠮷野家”")).isEqualTo("𠮷\n野\n家");
        assertThat(firstWords("横排文字“宁静致远”")).isEqualTo("宁静致远");
        assertThat(firstWords("vertical text \"HELLO\"")).isEqualTo("HELLO");
    }

    private static String firstWords(String prompt) {
        return PromptReader.read(prompt).texts().getFirst().words();
    }

    @Test
    void the_text_is_no_part_of_what_is_said_about_the_picture() {
        Brief brief = PromptReader.read("a poster that says \"neon red serif moon\", mountains");
        assertThat(brief.scenery()).contains("mountains").doesNotContain("moon");
        assertThat(brief.manner()).isEmpty();
        assertThat(brief.colours()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bold type, bold",
        "in a serif face, serif",
        "sans serif, sans",
        "script lettering, script",
        "monospaced, mono",
        "neon sign, neon",
        "vintage print, vintage",
        "minimalist, minimal",
        "handwritten note, handwritten",
        "粗体字, bold",
        "宋体标题, serif",
        "手写风格, handwritten",
        "毛笔书法, brush",
        "等宽字体, mono",
        "霓虹灯, neon",
        "复古风, vintage",
        "极简设计, minimal",
    })
    void knows_the_words_for_styles(String words, String style) {
        assertThat(PromptReader.read(words).manner()).contains(style);
    }

    @ParameterizedTest
    @CsvSource({
        "warm tones, warm",
        "cool colours, cool",
        "pastel, pastel",
        "dark and moody, dark",
        "earthy palette, earthy",
        "black and white, monochrome",
        "暖色调, warm",
        "冷色调, cool",
        "黑白, monochrome",
        "大地色, earthy",
    })
    void knows_the_words_for_tones(String words, String tone) {
        assertThat(PromptReader.read(words).manner()).contains(tone);
    }

    @Test
    void knows_what_a_colour_is_for() {
        Brief brief = PromptReader.read("a navy background with gold lettering, a red sail");
        assertThat(brief.ground()).isEqualTo(0x16294F);
        assertThat(brief.ink()).isEqualTo(0xC9992E);
        assertThat(brief.colours()).containsExactly(0xC8102E);
        assertThat(PromptReader.read("letters in red on teal").ink()).isEqualTo(0xC8102E);
        Brief chinese = PromptReader.read("红色背景，金色字");
        assertThat(chinese.ground()).isEqualTo(0xC8102E);
        assertThat(chinese.ink()).isEqualTo(0xC9992E);
    }

    @ParameterizedTest
    @CsvSource({
        "a light blue poster",
        "black type on a light blue concert poster",
        "letters in red on light blue",
        "a poster in light blue with white letters",
        "a poster in light blue",
        "天蓝色的海报，白色字",
    })
    void the_colour_of_a_poster_is_its_ground(String words) {
        assertThat(PromptReader.read(words).ground()).isEqualTo(0x8CC4EA);
    }

    @Test
    void a_sheet_of_several_colours_has_no_ground_of_one() {
        assertThat(PromptReader.read("a red and white poster").ground()).isNull();
        assertThat(PromptReader.read("a neon poster in blue").ground()).isNull();
        assertThat(PromptReader.read("a poster in blue letters").ground()).isNull();
    }

    @Test
    void smaller_type_has_a_colour_of_its_own_and_no_colour_of_type_or_ground_is_a_thing() {
        Brief brief =
                PromptReader.read(
                        "a lavender background, mint green title \"SPA DAY\", coral subtitle"
                                + " \"Relax\", a cat");
        assertThat(brief.ground()).isEqualTo(0xB79BE0);
        assertThat(brief.ink()).isEqualTo(0x9ED8C0);
        assertThat(brief.smallInk()).isEqualTo(0xF4795B);
        assertThat(brief.scenery()).contains("cat").doesNotContain("coral", "lavender", "mint");
        assertThat(PromptReader.read("a sea green background, \"A\"").scenery())
                .contains("sea green");
        Brief gold = PromptReader.read("a rose gold card");
        assertThat(gold.ground()).isEqualTo(0xC98A80);
        assertThat(gold.scenery()).doesNotContain("rose");
        Brief market = PromptReader.read("yellow headline \"A\", white small text \"b\"");
        assertThat(market.ink()).isEqualTo(0xF6C324);
        assertThat(market.smallInk()).isEqualTo(0xFAFAF7);
    }

    @ParameterizedTest
    @CsvSource({
        "pastel blue hills, 0.86, 1",
        "soft colours: blue, 0.86, 1",
        "pale green, 0.86, 1",
        "浅绿色, 0.8, 1",
        "dark green, 0, 0.4",
        "green, 0.5, 0.7",
    })
    void a_colour_is_as_soft_or_as_dark_as_it_is_called(String words, double least, double most) {
        int colour = PromptReader.read(words).colours().getFirst();
        assertThat(Oklab.of(colour).lightness()).isBetween(least - 0.01, most);
    }
}
