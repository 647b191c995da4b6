package dev.zimage.engine.sketch.scene;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Colours that suit a scene.
final class Palettes {

    private static final List<Palette> SUNSET =
            List.of(
                    new Palette(0xF9C784, 0x3D2645, 0xB5446E, 0xFFE8C2, 0xF26B3A),
                    new Palette(0xF7B787, 0x2B2D5B, 0x8E4A7D, 0xFFE3C8, 0xEF5D60),
                    new Palette(0xFFD49A, 0x1F3A4D, 0xC8553D, 0xFFF0D1, 0xF2994A));
    private static final List<Palette> NIGHT =
            List.of(
                    new Palette(0x16213E, 0x0F1630, 0x3F5AA6, 0xF4EBD0, 0xF2C14E),
                    new Palette(0x1E1B3A, 0x17122E, 0x5C4B9B, 0xF3E6F5, 0xF08A5D),
                    new Palette(0x12303B, 0x0B2029, 0x2F7A85, 0xEAF4E4, 0xF4B860));
    private static final List<Palette> DAY =
            List.of(
                    new Palette(0xDCE9E4, 0x1D3B4A, 0x5E93A0, 0xFBF5E6, 0xE8704A),
                    new Palette(0xF3E3C7, 0x2E3A46, 0x7BA098, 0xFFF8E8, 0xD9572F),
                    new Palette(0xCFE4EC, 0x20365A, 0x5A88B8, 0xFFF6E3, 0xF2A33C));

    private Palettes() {}

    static Optional<Palette> of(Reading reading, RandomGenerator random) {
        if (reading.motifs().isEmpty()) {
            return Optional.empty();
        }
        List<Palette> choice =
                switch (reading.light(DAY.getFirst())) {
                    case DAY -> DAY;
                    case DUSK -> SUNSET;
                    case NIGHT -> NIGHT;
                };
        return Optional.of(choice.get(random.nextInt(choice.size())));
    }
}
