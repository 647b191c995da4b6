package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.WordTable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Where the named things are shown when the prompt does not say: a lighthouse stands by the sea, a
/// deer in the woods, the northern lights over a lake. `lands.txt` has the rules.
final class Lands {

    private static final String ALONE = "alone";

    private final Map<String, List<String>> always = new HashMap<>();
    private final Map<String, List<String>> alone = new HashMap<>();

    Lands() {
        for (WordTable.Line line : WordTable.read("lands.txt")) {
            List<String> choices = List.of(line.value().split(" \\| ", -1));
            var rules = line.keys().getFirst().equals(ALONE) ? alone : always;
            line.keys().forEach(motif -> rules.put(motif, choices));
        }
    }

    /// What is named, with a land to stand on.
    NamedMotifs complete(NamedMotifs named, RandomGenerator random) {
        Set<Motif> all = new LinkedHashSet<>(named.motifs());
        List<Motif> lands = named.at("land");
        boolean bare = lands.equals(List.of(Motif.named("lake"))) && !named.any("lotus");
        if (!lands.isEmpty()) {
            if (named.any("autumn") && !named.any("forest", "city", "desert", "sea")) {
                all.add(Motif.named("forest"));
            } else if (bare) {
                all.add(Motif.named(random.nextBoolean() ? "forest" : "mountain"));
            }
        } else if (named.motifs().stream().anyMatch(motif -> always.containsKey(motif.name()))) {
            named.motifs().stream()
                    .filter(motif -> always.containsKey(motif.name()))
                    .limit(1)
                    .flatMap(motif -> chosen(always, motif, random))
                    .forEach(all::add);
        } else if (!named.hasSubject()) {
            named.motifs().stream()
                    .flatMap(motif -> chosen(alone, motif, random))
                    .forEach(all::add);
        }
        return new NamedMotifs(List.copyOf(all), named.undrawn());
    }

    private static Stream<Motif> chosen(
            Map<String, List<String>> rules, Motif motif, RandomGenerator random) {
        List<String> choices = rules.getOrDefault(motif.name(), List.of());
        return choices.isEmpty()
                ? Stream.of()
                : Stream.of(choices.get(random.nextInt(choices.size())).split(" ", -1))
                        .map(Motif::named);
    }
}
