package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.colour.Palettes;
import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.WordTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Colours that suit a scene.
final class ScenePalettes {

    private static final Map<String, String> BY_MOTIF = new HashMap<>();

    static {
        for (WordTable.Line line : WordTable.read("motif-palettes.txt")) {
            line.values().forEach(motif -> BY_MOTIF.put(motif, line.key()));
        }
    }

    private ScenePalettes() {}

    static Optional<Palette> of(NamedMotifs named, RandomGenerator random) {
        if (named.motifs().isEmpty()) {
            return Optional.empty();
        }
        List<Palette> choice = Palettes.of("scene " + kind(named, random));
        return Optional.of(choice.get(random.nextInt(choice.size())));
    }

    private static String kind(NamedMotifs named, RandomGenerator random) {
        Light light = named.light(Palettes.of("scene day").getFirst());
        if (light != Light.DAY) {
            return light == Light.NIGHT ? "night" : "sunset";
        }
        if (named.only("city") && random.nextInt(3) > 0) {
            return random.nextBoolean() ? "night" : "day";
        }
        return named.motifs().stream()
                .map(Motif::name)
                .filter(BY_MOTIF::containsKey)
                .map(BY_MOTIF::get)
                .findFirst()
                .orElse("day");
    }
}
