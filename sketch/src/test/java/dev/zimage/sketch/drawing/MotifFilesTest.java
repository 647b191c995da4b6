package dev.zimage.sketch.drawing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.sketch.words.Motif;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MotifFilesTest {

    static List<String> names() throws IOException, URISyntaxException {
        Path folder =
                Path.of(
                        Objects.requireNonNull(
                                        MotifFilesTest.class.getResource("../motifs/cat.svg"))
                                .toURI());
        try (Stream<Path> files = Files.list(folder.resolveSibling("."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".svg"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_motif_can_be_read_and_says_how_large_it_is(String name) {
        Artwork motif = DrawingLibrary.OF_PROGRAM.motif(name).getFirst();
        assertThat(motif.size()).isBetween(0.05, 1.0);
        assertThat(motif.aspect()).isBetween(0.2, 10.0);
    }

    @Test
    void what_browsers_show_has_the_roles_of_the_engine() throws Exception {
        Set<String> roles = CssColours.declarations(text("roles.css")).keySet();
        assertThat(roles).isNotEmpty().allMatch(role -> Picture.NAMES.scope().slot(role) >= 0);
        for (String name : names()) {
            String svg = text(name + ".svg");
            Set<String> known = new HashSet<>(CssColours.declarations(svg).keySet());
            known.addAll(roles);
            assertThat(Pattern.compile("var\\(--[a-z0-9-]+\\)").matcher(svg).results())
                    .as(name)
                    .allMatch(use -> known.contains(CssColours.expression(use.group())));
        }
    }

    private static String text(String file) throws IOException {
        try (var in = MotifFilesTest.class.getResourceAsStream("../motifs/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    @Test
    void only_motifs_that_a_scene_draws_itself_have_no_file() {
        assertThat(
                        Motif.all().stream()
                                .filter(Motif::isSubject)
                                .filter(motif ->
                                        DrawingLibrary.OF_PROGRAM.motif(motif.name()).isEmpty()))
                .containsExactlyInAnyOrder(Motif.named("lantern"), Motif.named("bridge"));
    }
}
