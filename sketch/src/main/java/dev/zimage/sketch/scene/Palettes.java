package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Colours that suit a scene: background, deep, mid, light, accent.
final class Palettes {

    private static final List<Palette> SUNSET =
            List.of(
                    new Palette(0xF9C784, 0x3D2645, 0xB5446E, 0xFFE8C2, 0xF26B3A),
                    new Palette(0xF7B787, 0x2B2D5B, 0x8E4A7D, 0xFFE3C8, 0xEF5D60),
                    new Palette(0xFFD49A, 0x1F3A4D, 0xC8553D, 0xFFF0D1, 0xF2994A));
    private static final List<Palette> NIGHT =
            List.of(
                    new Palette(0x16213E, 0x121B3D, 0x4A6FB5, 0xF4EBD0, 0xF2C14E),
                    new Palette(0x241C4A, 0x1E1744, 0x7A63C7, 0xF6E9F2, 0xF59A6B),
                    new Palette(0x12303B, 0x0D2733, 0x3F95A0, 0xEAF4E4, 0xF4B860));
    private static final List<Palette> DAY =
            List.of(
                    new Palette(0xDCE9E4, 0x1D3B4A, 0x5E93A0, 0xFBF5E6, 0xE8704A),
                    new Palette(0xF3E3C7, 0x2E3A46, 0x7BA098, 0xFFF8E8, 0xD9572F),
                    new Palette(0xCFE4EC, 0x20365A, 0x5A88B8, 0xFFF6E3, 0xF2A33C));
    private static final List<Palette> SEA =
            List.of(
                    new Palette(0xCBE6EA, 0x12395B, 0x3C8DA5, 0xFDF6E3, 0xF26D5B),
                    new Palette(0xD9ECE6, 0x0F3D4C, 0x2F9C95, 0xFFF7E2, 0xF7A541),
                    new Palette(0xF4E4CB, 0x1B3A57, 0x4F9DB5, 0xFFF8EA, 0xE4572E));
    private static final List<Palette> GREEN =
            List.of(
                    new Palette(0xE6E8D3, 0x16362B, 0x5B8C5A, 0xF9F5E4, 0xE9A03B),
                    new Palette(0xDDE9D8, 0x1E3B32, 0x6E9F6D, 0xFBF7E6, 0xE36B4C),
                    new Palette(0xF2ECD2, 0x22402F, 0x7FA65A, 0xFFFBEA, 0xE2603A));
    private static final List<Palette> SAND =
            List.of(
                    new Palette(0xF6DFB8, 0x5A2E2A, 0xD08C56, 0xFFF3DA, 0xD9542C),
                    new Palette(0xF9E2C4, 0x3F3554, 0xC98563, 0xFFF4E0, 0xE2703A));
    private static final List<Palette> AUTUMN =
            List.of(
                    new Palette(0xF5E3C3, 0x4A2B29, 0xB98552, 0xFFF6E0, 0xD9572B),
                    new Palette(0xF2DDBA, 0x33383F, 0x9C7F58, 0xFFF3DA, 0xE08A2C));
    private static final List<Palette> BLOSSOM =
            List.of(
                    new Palette(0xF8E1E0, 0x4B3550, 0x9DB4A4, 0xFFF8F3, 0xE56B87),
                    new Palette(0xE4EEF0, 0x3A4663, 0x8FB3B0, 0xFFF7F4, 0xEC7F95),
                    new Palette(0xFBE8D8, 0x40404F, 0xA9B388, 0xFFFAF2, 0xE7727F));
    private static final List<Palette> WINTER =
            List.of(
                    new Palette(0xDDE8F0, 0x24405C, 0x7FA3BF, 0xFBFDFF, 0xD9523F),
                    new Palette(0xE6E9F2, 0x2E3658, 0x8C9CC4, 0xFFFFFF, 0xE98A4B));
    private static final List<Palette> WARM =
            List.of(
                    new Palette(0xF3E1C8, 0x3B2620, 0xA8764F, 0xFFF7E8, 0xD9642F),
                    new Palette(0xF0D9BF, 0x2F2A35, 0x8E9B83, 0xFFF6E6, 0xC8502F),
                    new Palette(0xE9E3D2, 0x2B3A3A, 0x6F978C, 0xFFFAEE, 0xD97B3A));
    private static final List<Palette> BRIGHT =
            List.of(
                    new Palette(0xFCE7C8, 0x2C3E50, 0x5FAFA4, 0xFFFAF0, 0xEF6A4C),
                    new Palette(0xFBE3D6, 0x33344F, 0x6FA8C7, 0xFFF9F0, 0xF0614F),
                    new Palette(0xE8F0DC, 0x24423F, 0x86B56B, 0xFFFCF0, 0xF08A3C));
    private static final List<Palette> RED =
            List.of(
                    new Palette(0xF6DFC4, 0x4A1F22, 0xB5793F, 0xFFF4DC, 0xC9302C),
                    new Palette(0xF3E3D0, 0x2F2B33, 0x8FA08E, 0xFFF8EA, 0xCF3B35));

    private Palettes() {}

    static Optional<Palette> of(NamedMotifs reading, RandomGenerator random) {
        if (reading.motifs().isEmpty()) {
            return Optional.empty();
        }
        List<Palette> choice = choice(reading, random);
        return Optional.of(choice.get(random.nextInt(choice.size())));
    }

    private static List<Palette> choice(NamedMotifs reading, RandomGenerator random) {
        Light light = reading.light(DAY.getFirst());
        if (light == Light.NIGHT) {
            return NIGHT;
        }
        if (light == Light.DUSK) {
            return SUNSET;
        }
        if (reading.motifs().equals(List.of(Motif.CITY)) && random.nextInt(3) > 0) {
            return random.nextBoolean() ? NIGHT : DAY;
        }
        for (Motif motif : reading.motifs()) {
            List<Palette> own = of(motif);
            if (!own.isEmpty()) {
                return own;
            }
        }
        return DAY;
    }

    private static List<Palette> of(Motif motif) {
        return switch (motif) {
            case SEA, BEACH, ISLAND, UNDERWATER, LIGHTHOUSE, BOAT, WHALE, SWAN, FISH -> SEA;
            case FOREST,
                    BAMBOO,
                    FIELD,
                    PANDA,
                    LOTUS,
                    WINDMILL,
                    TREE,
                    LAKE,
                    RIVER,
                    WATERFALL,
                    TENT ->
                    GREEN;
            case DESERT, CACTUS -> SAND;
            case AUTUMN, PUMPKIN, DEER, MUSHROOM, GUITAR -> AUTUMN;
            case SPRING, BLOSSOM, ROSE, HEART, CAKE, TULIP, RABBIT -> BLOSSOM;
            case SNOW, PENGUIN, SNOWMAN -> WINTER;
            case COFFEE, TEA, BOOK, CAMERA, MUSIC, CAT, DOG, OWL, NOODLES -> WARM;
            case ORANGE,
                    LEMON,
                    STRAWBERRY,
                    WATERMELON,
                    APPLE,
                    ICE_CREAM,
                    FLOWER,
                    SUNFLOWER,
                    GIFT,
                    UMBRELLA,
                    BUTTERFLY,
                    BALLOON,
                    KITE,
                    BULB,
                    ROBOT,
                    CAR,
                    BICYCLE,
                    ABSTRACT ->
                    BRIGHT;
            case FIR -> GREEN;
            case DRAGON, LANTERN, TEMPLE -> RED;
            default -> List.of();
        };
    }
}
