package dev.zimage.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Brief.Role;
import dev.zimage.sketch.prompt.Brief.Text;
import dev.zimage.sketch.scene.Scenery;
import dev.zimage.sketch.type.TypeStyle;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TypeBlockTest {

    private static final Page PAGE = new Page(new ImageSize(1024, 1024));

    @Test
    void sentences_below_headings_are_of_one_size_whatever_they_are_called() {
        List<Double> sizes =
                sizes(
                        800,
                        600,
                        new Text("Fast", Role.HEADLINE),
                        new Text("Ready in a minute.", Role.SUBLINE),
                        new Text("Safe", Role.HEADLINE),
                        new Text(
                                "Nothing of what you write or draw leaks to anybody, today or at"
                                        + " any later time that we can think of.",
                                Role.FOOTER));

        assertThat(sizes.get(2)).isEqualTo(sizes.get(0));
        assertThat(sizes.get(3)).isEqualTo(sizes.get(1)).isLessThan(sizes.get(0));
    }

    @Test
    void sentences_below_small_headings_stay_legible_and_no_larger_than_those() {
        Text narrow = new Text("Extraordinarily", Role.HEADLINE);
        Text endless = new Text("Extraordinarily ".repeat(20).strip(), Role.HEADLINE);
        Text sentence = new Text("It is.", Role.SUBLINE);

        List<Double> least = sizes(400, 300, endless, sentence, endless, sentence);
        assertThat(least.get(0)).isLessThan(PAGE.legible());
        assertThat(least.get(1)).isLessThanOrEqualTo(least.get(0) + 1e-6);

        for (int width = 100; width <= 400; width += 20) {
            List<Double> sizes = sizes(width, 900, narrow, sentence, narrow, sentence);
            assertThat(sizes.get(1))
                    .as("%d wide, headings %.1f", width, sizes.get(0))
                    .isBetween(Math.min(PAGE.legible(), sizes.get(0)) - 1e-6, sizes.get(0) + 1e-6);
        }
    }

    @Test
    void a_headline_below_another_text_is_larger_than_what_follows_it() {
        List<Double> sizes =
                sizes(
                        800,
                        600,
                        new Text("Since 1921", Role.FOOTER),
                        new Text("Bread", Role.HEADLINE),
                        new Text("Cakes", Role.SUBLINE));

        assertThat(sizes.get(1)).isGreaterThan(sizes.get(2)).isLessThanOrEqualTo(sizes.get(0));
    }

    private static List<Double> sizes(double width, double height, Text... texts) {
        SplittableRandom random = new SplittableRandom(1);
        Brief brief = new Brief(List.of(texts), Set.of(), List.of(), null, null, null, "");
        LayoutContext sheet =
                new LayoutContext(
                        PAGE,
                        brief,
                        Palette.pick("vivid", random),
                        TypeStyle.choose(brief, random),
                        Scenery.read(""),
                        random,
                        random);
        return TypeBlock.set(brief.texts(), sheet, width, height).parts().stream()
                .map(part -> part.text().size())
                .toList();
    }
}
