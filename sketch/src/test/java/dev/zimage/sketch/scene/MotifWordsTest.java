package dev.zimage.sketch.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.sketch.SketchEngine;
import dev.zimage.sketch.words.Motif;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MotifWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a cat on a roof under the moon | cat, roof, moon",
                "sailing boat at sunset with mountains | boat, sunset, mountain",
                "Snowy mountain, two cabins, starry sky | mountain, snow, house, stars",
                "Cherry blossoms over a river | blossom, river",
                "Koi pond with water lilies | fish, lotus",
                "NORTHERN LIGHTS over a frozen lake | aurora, lake",
                "puppies and bunnies | dog, rabbit",
                "the cat's lighthouse | cat, lighthouse",
                "hot-air balloons | balloon",
                "a cup of coffee and a birthday cake | coffee, cake",
                "an orange and two lemons | orange, lemon",
                "butterflies in a field of tulips | butterfly, field, tulip",
                "astronaut in outer space | space, person",
                "cyberpunk city | city, night",
                "雪山下的木屋,星空 | mountain, snow, house, stars",
                "一只橘猫坐在屋顶上看月亮 | cat, roof, moon",
                "日落时海上的帆船 | sunset, sea, boat",
                "樱花树下的寺庙 | blossom, temple",
                "上海夜景 | city, night",
                "荷塘里的锦鲤 | lotus, fish",
                "春节,红灯笼和烟花 | lantern, fireworks",
                "竹林里的大熊猫 | bamboo, panda",
                "極光下的鯨魚 | aurora, whale",
                "熱氣球與彩虹 | balloon, rainbow",
                "a poster of 咖啡 and flowers | flower, coffee",
            })
    void prompts_name_their_motifs(String prompt, String names) {
        assertThat(Scenery.read(prompt).names())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(names.split(", ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a poster that reads, in bold type, warm tones",
                "summary of the season",
                "rose gold foil",
                "book cover, minimal",
                "book a table now",
                "orange and blue tones",
                "orange background",
                "sky blue and sea green",
                "forest green, midnight blue",
                "lots of negative space for text",
                "leave some white space",
                "bird's eye view",
                "depth of field, fisheye lens",
                "five star service",
                "cloud computing conference",
                "hot dogs",
                "house style guide",
                "spring rolls",
                "Sunday training, careful planning",
                "without any flowers",
                "no cats, no text",
                "大海报,红色",
                "海报设计",
                "花费少,省钱",
                "山东大学",
                "云南特产",
                "12月活动",
                "三月大促",
                "书法字体",
                "橙色背景",
                "玫瑰金配色",
                "江苏浙江",
                "恐龙乐园",
                "不要花",
                "没有猫",
                "可爱风格",
                "可口可乐",
                "a poster reading, in bold type",
                "Mies van der Rohe, architect",
                "a wood table",
                "an idea for a campaign",
                "we love Mondays",
                "書寫",
                "书法字帖",
                "全书目录",
            })
    void traps_name_nothing(String prompt) {
        assertThat(Scenery.read(prompt).names()).isEmpty();
        assertThat(Scenery.read(prompt).isEmpty()).isTrue();
    }

    static Stream<Motif> motifs() {
        return Motif.all().stream();
    }

    @ParameterizedTest
    @MethodSource("motifs")
    void every_motif_has_words_in_both_languages(Motif motif) {
        for (boolean chinese : new boolean[] {false, true}) {
            assertThat(words(chinese)).anyMatch(word -> found(word).contains(motif));
        }
    }

    private static List<String> words(boolean chinese) {
        return MotifWords.PHRASES.keySet().stream()
                .filter(word -> Character.isIdeographic(word.codePointAt(0)) == chinese)
                .toList();
    }

    @Test
    void every_drawing_is_reached_by_a_word() throws Exception {
        Set<String> reached = new TreeSet<>();
        Motif.all().forEach(motif -> reached.add(motif.name()));
        for (String file : files()) {
            String name = file.replaceFirst("-(?:\\d+|autumn|blossom|space|underwater)$", "");
            assertThat(reached).as(file).contains(name);
        }
    }

    private static List<String> files() throws Exception {
        Path folder = Path.of(MotifWordsTest.class.getResource("../motifs").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".svg"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .toList();
        }
    }

    private static Set<Motif> found(String text) {
        Set<Motif> found = new HashSet<>();
        MotifWords.find(text, found, new HashSet<>());
        return found;
    }

    @Test
    void every_english_phrase_is_found_in_a_sentence() {
        for (String phrase : words(false)) {
            assertThat(found("Make me this: " + phrase + "!")).as(phrase).isEqualTo(found(phrase));
        }
    }

    @Test
    void every_chinese_word_is_found_in_a_sentence() {
        for (String word : words(true)) {
            assertThat(found("画:" + word + "。")).as(word).isEqualTo(found(word));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a red fox in the forest | forest | fox",
                "two horses and a cat | cat | horse",
                "a polar bear on the ice | snow | polar bear",
                "森林里的狐狸和小鹿 | forest, deer | 狐狸",
                "no foxes, a deer | deer |",
                "a mountain lake | mountain, lake |",
            })
    void a_thing_without_a_drawing_is_named_and_not_replaced(
            String prompt, String drawn, @Nullable String undrawn) {
        SketchEngine.Understood understood = SketchEngine.understood(prompt);
        assertThat(understood.drawn()).containsExactlyInAnyOrder(drawn.split(", ", -1));
        assertThat(understood.undrawn())
                .isEqualTo(undrawn == null ? List.of() : List.of(undrawn.split(", ", -1)));
    }

    @Test
    void no_more_than_four_subjects_are_taken() {
        assertThat(Scenery.read("cat, dog, rabbit, panda, deer, owl by the sea").names())
                .containsExactlyInAnyOrder("cat", "dog", "rabbit", "panda", "sea");
    }

    @Test
    void abstract_is_named_only_by_itself() {
        assertThat(Scenery.read("abstract shapes").names()).containsExactly("abstract");
        assertThat(Scenery.read("an abstract mountain").names()).containsExactly("mountain");
    }
}
