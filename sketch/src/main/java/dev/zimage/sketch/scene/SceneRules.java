package dev.zimage.sketch.scene;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Where the named things are shown when the prompt does not say: a lighthouse stands by the sea, a
/// deer in the woods, the northern lights over a lake.
final class SceneRules {

    private static final Set<Motif> OUTDOORS =
            EnumSet.of(
                    Motif.HOUSE,
                    Motif.LIGHTHOUSE,
                    Motif.TEMPLE,
                    Motif.CASTLE,
                    Motif.WINDMILL,
                    Motif.TENT,
                    Motif.BRIDGE,
                    Motif.TRAIN,
                    Motif.TREE,
                    Motif.PALM,
                    Motif.FIR,
                    Motif.CACTUS,
                    Motif.PERSON,
                    Motif.PANDA,
                    Motif.DEER,
                    Motif.PENGUIN,
                    Motif.SNOWMAN);

    private SceneRules() {}

    /// Whether the picture is a view of the world, and not a still life.
    static boolean isOutdoors(NamedMotifs reading) {
        for (Motif motif : reading.motifs()) {
            boolean still =
                    motif.place() == Motif.Place.TABLE
                            || motif == Motif.BUTTERFLY
                            || (motif.place() == Motif.Place.GROUND && !OUTDOORS.contains(motif));
            if (!still) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpace(NamedMotifs reading) {
        List<Motif> lands = reading.at(Motif.Place.LAND);
        boolean named = reading.has(Motif.SPACE) && lands.size() == 1;
        return named || (reading.has(Motif.ROCKET) && lands.isEmpty());
    }

    static boolean isPond(NamedMotifs reading) {
        return reading.has(Motif.FISH)
                && reading.motifs().stream()
                        .allMatch(m ->
                                m == Motif.FISH
                                        || m == Motif.LOTUS
                                        || m == Motif.LAKE
                                        || m == Motif.SPRING
                                        || m == Motif.FLOWER);
    }

    static boolean isUnderwater(NamedMotifs reading) {
        if (reading.has(Motif.UNDERWATER)) {
            return true;
        }
        return reading.has(Motif.FISH)
                && reading.motifs().stream()
                        .allMatch(m -> m == Motif.FISH || m == Motif.SEA || m == Motif.WHALE);
    }

    /// The reading with a land to stand on.
    static NamedMotifs complete(NamedMotifs reading, RandomGenerator random) {
        List<Motif> all = new ArrayList<>(reading.motifs());
        boolean even = random.nextBoolean();
        List<Motif> lands = reading.at(Motif.Place.LAND);
        if (!lands.isEmpty()) {
            boolean bare = lands.equals(List.of(Motif.LAKE)) && !reading.has(Motif.LOTUS);
            if (reading.has(Motif.AUTUMN)
                    && !reading.any(Motif.FOREST, Motif.CITY, Motif.DESERT, Motif.SEA)) {
                all.add(Motif.FOREST);
            } else if (bare) {
                all.add(even ? Motif.FOREST : Motif.MOUNTAIN);
            }
            return new NamedMotifs(all);
        }
        for (Motif motif : reading.motifs()) {
            List<Motif> land = land(motif, even);
            if (!land.isEmpty()) {
                all.addAll(land);
                return new NamedMotifs(all);
            }
        }
        boolean subjects = reading.motifs().stream().anyMatch(Motif::isSubject);
        for (Motif motif : reading.motifs()) {
            all.addAll(subjects ? List.of() : landUnder(motif, random.nextInt(4)));
        }
        return new NamedMotifs(all.stream().distinct().toList());
    }

    private static List<Motif> land(Motif motif, boolean even) {
        return switch (motif) {
            case TEMPLE, DRAGON, CASTLE -> List.of(Motif.MOUNTAIN);
            case TRAIN -> even ? List.of(Motif.MOUNTAIN) : List.of(Motif.FIELD);
            case CACTUS -> List.of(Motif.DESERT);
            case PENGUIN, SNOWMAN -> List.of(Motif.SNOW);
            case PANDA -> List.of(Motif.BAMBOO);
            case DEER -> List.of(Motif.FOREST);
            case TENT -> List.of(Motif.MOUNTAIN, Motif.FOREST);
            case PALM -> List.of(Motif.BEACH);
            case FIR -> List.of(Motif.SNOW);
            case FIREWORKS -> List.of(Motif.CITY);
            case AURORA ->
                    even ? List.of(Motif.LAKE, Motif.MOUNTAIN) : List.of(Motif.LAKE, Motif.FOREST);
            case AUTUMN -> even ? List.of(Motif.FOREST) : List.of(Motif.FOREST, Motif.LAKE);
            case BALLOON -> even ? List.of(Motif.MOUNTAIN) : List.of(Motif.FIELD);
            case FOG -> List.of(Motif.MOUNTAIN, Motif.FOREST);
            default -> List.of();
        };
    }

    private static List<Motif> landUnder(Motif motif, int roll) {
        return switch (motif) {
            case SUNSET, SUNRISE, SUN ->
                    switch (roll) {
                        case 0 -> List.of(Motif.MOUNTAIN);
                        case 1 -> List.of(Motif.MOUNTAIN, Motif.LAKE);
                        case 2 -> List.of(Motif.SEA, Motif.BIRD);
                        default -> List.of(Motif.SEA);
                    };
            case MOON, STARS, GALAXY, NIGHT ->
                    switch (roll) {
                        case 0 -> List.of(Motif.MOUNTAIN);
                        case 1 -> List.of(Motif.FOREST);
                        case 2 -> List.of(Motif.SEA);
                        default -> List.of(Motif.MOUNTAIN, Motif.LAKE);
                    };
            case CLOUD -> List.of(Motif.MOUNTAIN);
            case SNOW -> roll < 2 ? List.of(Motif.FOREST) : List.of(Motif.MOUNTAIN, Motif.FOREST);
            case RAIN, STORM -> roll < 2 ? List.of(Motif.CITY) : List.of(Motif.SEA);
            case RAINBOW -> List.of(Motif.FIELD);
            case SPRING -> List.of(Motif.FIELD, Motif.TREE, Motif.BLOSSOM);
            default -> List.of();
        };
    }
}
