package dev.zimage.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words are in files that nobody reads by chance: `harmless.txt`, and packed, with the
/// category, `refused.tsv.gz`. `docs/moderation.md` states the rates.
class PromptCheckTest {

    private static final PromptCheck CHECK = PromptCheck.of(Lexicon.read());

    private record Case(Category category, String prompt) {}

    private static BufferedReader open(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static InputStream resource(String name) {
        return java.util.Objects.requireNonNull(PromptCheckTest.class.getResourceAsStream(name));
    }

    private static List<String> harmless() throws IOException {
        try (BufferedReader in = open(resource("harmless.txt"))) {
            return in.lines().toList();
        }
    }

    private static List<Case> refused() throws IOException {
        try (BufferedReader in = open(new GZIPInputStream(resource("refused.tsv.gz")))) {
            return in.lines()
                    .map(line -> line.split("\t"))
                    .map(cells -> new Case(category(cells[0]), cells[1]))
                    .toList();
        }
    }

    private static Category category(String label) {
        return java.util.Arrays.stream(Category.values())
                .filter(category -> category.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void false_alarms_are_no_more_than_the_page_says() throws IOException {
        List<String> prompts = harmless();
        assertThat(prompts).hasSizeGreaterThan(250);
        assertThat(prompts.stream().filter(prompt -> CHECK.look(prompt, true).isPresent()))
                .hasSizeLessThanOrEqualTo(13);
        assertThat(prompts.stream().filter(prompt -> CHECK.look(prompt, false).isPresent()))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void misses_are_no_more_than_the_page_says() throws IOException {
        List<Case> cases = refused();
        assertThat(cases).hasSizeGreaterThan(300);
        assertThat(
                        cases.stream()
                                .filter(each ->
                                        !CHECK.look(each.prompt, true)
                                                .equals(Optional.of(each.category))))
                .hasSizeLessThanOrEqualTo(19);
    }

    @Test
    void only_sexual_content_with_minors_is_refused_unchecked() throws IOException {
        for (Case each : refused()) {
            assertThat(CHECK.look(each.prompt, false))
                    .isEqualTo(
                            each.category == Category.MINORS
                                    ? Optional.of(Category.MINORS)
                                    : Optional.empty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nude",
                "NUDE",
                "ｎｕｄｅ",
                "n u d e",
                "n.u.d.e",
                "nu\u200Bde",
                "nu\u3164de",
                "\uD83C\uDD7D\uD83C\uDD84\uD83C\uDD73\uD83C\uDD74",
                "nud3/woman",
                "woman,n*de",
                "nud3\uD83D\uDE00woman",
                "nud3........................................",
                "nuuuude",
                "nud3",
                "nud\u0435",
                "n\u00FAde",
                "#nude!",
                "very-nude",
                "裸体",
                "裸 体",
                "裸*体",
                "裸體",
                "裸ti",
                "luo ti"
            })
    void a_disguised_word_is_found(String prompt) {
        assertThat(CHECK.look("a portrait, " + prompt, true)).contains(Category.SEXUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17岁",
                "十七岁",
                "17 year old",
                "17-years-old",
                "aged seventeen",
                "17yo",
                "17 years of age",
                "age: 17",
                "17周岁",
                "七八岁",
                "十几岁",
                "十多岁"
            })
    void an_age_below_18_makes_it_sexual_content_with_minors(String age) {
        assertThat(CHECK.look("nude, " + age, false)).contains(Category.MINORS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18岁",
                "一百岁",
                "二十岁",
                "18 year old",
                "aged seventy",
                "170 years old",
                "1000岁",
                "1,012岁",
                "一百零五岁",
                "二十多岁",
                "几十岁",
                "a 1,000-year-old statue",
                "2,010 years old"
            })
    void an_age_from_18_does_not(String age) {
        assertThat(CHECK.look("nude, " + age, true)).contains(Category.SEXUAL);
    }

    @Test
    void the_operators_words_add_and_take_away() {
        PromptCheck check =
                PromptCheck.of(
                        Lexicon.read()
                                .with(
                                        new OperatorWords(
                                                List.of("nude descending", "裸体雕像"),
                                                List.of("Brand X", "某品牌"))));
        assertThat(check.look("Nude Descending a Staircase", true)).isEmpty();
        assertThat(check.look("大理石裸体雕像", true)).isEmpty();
        assertThat(check.look("a nude on a staircase", true)).contains(Category.SEXUAL);
        assertThat(check.look("a can of brand-x cola", true)).contains(Category.OPERATOR);
        assertThat(check.look("a can of brand-x cola", false)).isEmpty();
        assertThat(check.look("一瓶某品牌汽水", true)).contains(Category.OPERATOR);
    }

    @Test
    void allowed_words_do_not_lift_what_holds_always() {
        PromptCheck check =
                PromptCheck.of(
                        Lexicon.read()
                                .with(new OperatorWords(List.of("nude", "child"), List.of())));
        assertThat(check.look("a nude child", true)).contains(Category.MINORS);
    }

    @Test
    void a_short_piece_of_a_name_is_no_word() {
        assertThat(CHECK.look("a photo of the phone sm-a55", true)).isEmpty();
    }

    @Test
    void a_long_prompt_of_nothing_but_signs_is_looked_through() {
        assertThat(CHECK.look("a**b *!|1 ".repeat(100), true)).isEmpty();
        assertThat(CHECK.look("1".repeat(1000), true)).isEmpty();
        assertThat(CHECK.look("\uD83D\uDE00".repeat(1000), true)).isEmpty();
        assertThat(CHECK.look("p".repeat(1000), true)).isEmpty();
    }
}
