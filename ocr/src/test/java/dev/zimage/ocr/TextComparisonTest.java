package dev.zimage.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "OPENING SOON | OPENING/SOON",
                "OPENING SOON | SOON/OPENING",
                "OPENING SOON | opening soon",
                "OPENING SOON | OPENINGSOON",
                "OPENING SOON | Bakery/OPENING SOON/Est. 1990",
                "SALE | ★ SALE ★",
                "Oscar Wilde | Be yourself/—Oscar Wilde",
                "Oscar Wilde | -Oscar/Wilde",
                "培根 | 知识就是力量/一培根",
                "一路平安 | 一路平安",
                "-5 °C | -5 °C",
                "盛大开业 | 盛大/开业",
                "盛大开业 | 盛 大 开 业",
                "100%纯羊毛 | １００％ 纯羊毛",
                "Rock ’n’ Roll | ROCK 'N' ROLL",
                "Café | CAFE",
                "你好，世界！ | 你好,世界!",
                "knock knock | knock/knock",
                "OPENING SOON | OPENING: / SOON OPENING SOON",
                "Mon 9 am | Mon Tue/9 am 10 am",
            })
    void a_text_is_exact_however_it_is_set(String wanted, String lines) {
        assertThat(TextComparison.of(List.of(wanted), lines(lines)))
                .containsExactly(new ComparedText(wanted, wanted, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "OPENING SOON | OPENNING/SOON | OPENNING SOON | 1",
                "OPENING SOON | OPENING/SON | OPENING SON | 1",
                "OPENING SOON | OPENING/SOONN | OPENING SOONN | 1",
                "OPENING SOON | OPENING | OPENING | 4",
                "OPENING SOON | SOON OPENING | OPENING | 4",
                "OPENING SOON | OPENING VERY SOON | OPENING | 4",
                "Do not enter | enter not Do | enter | 5",
                "knock knock | knock | knock | 5",
                "SALE! | SALE | SALE | 1",
                "盛大开业 | 盛太/开业 | 盛太开业 | 1",
                "盛大开业 | 盛大开 | 盛大开 | 1",
                "Fresh Bread | Fresh Bead daily/Bakery | Fresh Bead | 1",
                "OPENING SOON | A lighthouse/by the sea | '' | 11",
                "一帆风顺 | 一一帆风顺 | 一一帆风顺 | 1",
                "一帆风顺 | 一机风顺 | 一机风顺 | 1",
                "5 °C | -5 °C | -5 °C | 1",
            })
    void everything_else_is_told_with_what_was_read_in_its_place(
            String wanted, String lines, String read, int errors) {
        assertThat(TextComparison.of(List.of(wanted), lines(lines)))
                .containsExactly(new ComparedText(wanted, read.equals("''") ? "" : read, errors));
    }

    @Test
    void two_texts_in_one_line_are_told_apart_without_a_space() {
        assertThat(TextComparison.of(List.of("今日特价", "Coffee"), lines("今日特价Coffee")))
                .allMatch(ComparedText::isExact);
    }

    @Test
    void a_word_serves_one_text_only() {
        assertThat(TextComparison.of(List.of("SALE", "BIG SALE"), lines("BIG/SALE")))
                .extracting(ComparedText::isExact)
                .containsExactly(false, true);
    }

    @Test
    void letters_set_far_apart_are_one_word() {
        List<ReadLine> letters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            letters.add(line("OPEN".substring(i, i + 1), 100 + 90 * i, 100, 40));
        }
        assertThat(TextComparison.of(List.of("OPEN"), letters)).allMatch(ComparedText::isExact);
    }

    /// Lines below one another.
    private static List<ReadLine> lines(String texts) {
        List<ReadLine> lines = new ArrayList<>();
        for (String text : texts.split("/", -1)) {
            lines.add(line(text, 500, 100 + 100 * lines.size(), 400));
        }
        return lines;
    }

    private static ReadLine line(String text, double x, double y, double length) {
        return new ReadLine(
                text, new TextBox(new Point(x, y), new Point(1, 0), length, 50), 0.99, 0.9);
    }
}
