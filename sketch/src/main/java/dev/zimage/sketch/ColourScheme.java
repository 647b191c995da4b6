package dev.zimage.sketch;

import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Style;
import dev.zimage.sketch.prompt.Tone;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Chooses the colours of a picture: what the prompt names first, then what suits its scene, then
/// what suits its style.
final class ColourScheme {

    private static final List<Palette> WARM =
            List.of(
                    of(0xF6E7D0, 0x3B1A12, 0xD9793B, 0xFFF4E2, 0xC8331F),
                    of(0xF2C14E, 0x4A1220, 0xE4672E, 0xFFF6DC, 0xB21E35),
                    of(0xE4572E, 0x2A0F14, 0xF2A154, 0xFFEBD2, 0xFFD166),
                    of(0xFBE3CF, 0x5A1E1A, 0xE8A07A, 0xFFF7EE, 0xD1495B),
                    of(0x7A1F1F, 0x2B0A0A, 0xC9552F, 0xFFE9CC, 0xF2B134));
    private static final List<Palette> COOL =
            List.of(
                    of(0xDCEBF2, 0x0B2545, 0x5B9BC0, 0xF4FAFC, 0x13809C),
                    of(0x0E2A47, 0x06142B, 0x3F7CAC, 0xE6F4F1, 0x7FE3D4),
                    of(0xCFE8E5, 0x0F3B3A, 0x4FA3A0, 0xF3FBFA, 0x2A5FA5),
                    of(0x23395B, 0x0C1628, 0x6C8EBF, 0xEEF4FB, 0x59D2FE),
                    of(0xE3E7F5, 0x1B1F4B, 0x7D88C9, 0xF7F8FE, 0x4A4FD1));
    private static final List<Palette> PASTEL =
            List.of(
                    of(0xFBE4E6, 0x4A3555, 0xF2B5C4, 0xFFF9F6, 0x8E6BBF),
                    of(0xE4F1E8, 0x2F4A4A, 0xA9D5C3, 0xFBFFFB, 0xE2846F),
                    of(0xEDE6F8, 0x3B3263, 0xC5B3E6, 0xFDFBFF, 0xE07FA2),
                    of(0xFFF0D9, 0x56403A, 0xF6C99F, 0xFFFCF4, 0x6FA8A3));
    private static final List<Palette> DARK =
            List.of(
                    of(0x14151A, 0x08090C, 0x4A4E5E, 0xF2EFE8, 0xE0A84A),
                    of(0x101D24, 0x070D11, 0x2F5D6B, 0xE9F2F0, 0xE2674A),
                    of(0x1C1221, 0x0B060E, 0x5C3A6E, 0xF6ECF7, 0xE6519A),
                    of(0x17201A, 0x0A0F0B, 0x47614E, 0xF0F3E8, 0xC9D65B));
    private static final List<Palette> LIGHT =
            List.of(
                    of(0xF5F3EE, 0x1C1C1C, 0xC9C2B5, 0xFFFFFF, 0xD4482F),
                    of(0xEEF1F2, 0x1A2530, 0xB8C4CA, 0xFFFFFF, 0x2B59C3),
                    of(0xF7EFE9, 0x2B1F1F, 0xDCC3B4, 0xFFFDFB, 0xA63D40),
                    of(0xE9ECE4, 0x20281F, 0xB5BFA8, 0xFCFDFA, 0x3E6B48));
    private static final List<Palette> EARTHY =
            List.of(
                    of(0xE9DDC7, 0x3A2A1C, 0xA6794B, 0xFAF4E6, 0x8A4B2A),
                    of(0xD8CDB4, 0x2E3324, 0x7F8A5B, 0xF7F2E2, 0xB5562F),
                    of(0xC9A77C, 0x33231A, 0x8C5B3A, 0xFBF1DF, 0x5B6B3A),
                    of(0xEFE6D8, 0x40302B, 0xB08968, 0xFCF8F1, 0x7A5C3E));
    private static final List<Palette> MONOCHROME =
            List.of(
                    of(0xF2F2F0, 0x111111, 0x8C8C8A, 0xFFFFFF, 0x3A3A3A),
                    of(0x1A1A1A, 0x0A0A0A, 0x6E6E6E, 0xF5F5F5, 0xBDBDBD),
                    of(0xE4E2DD, 0x1E1D1B, 0x9A968E, 0xFAF9F6, 0x55524C));
    private static final List<Palette> VIVID =
            List.of(
                    of(0xFFD23F, 0x1B1B3A, 0xEE4266, 0xFFF8E7, 0x3BCEAC),
                    of(0x2D3EAA, 0x12153F, 0xF25F5C, 0xFFF7E8, 0xFFE066),
                    of(0xF45B69, 0x22162B, 0x456990, 0xFFF3E6, 0xF9DC5C),
                    of(0x009B95, 0x0A2239, 0xF08700, 0xF7FFF7, 0xEFCA08),
                    of(0x6A4C93, 0x1E1233, 0xFF595E, 0xFFF6EC, 0xFFCA3A),
                    of(0xF4EBD9, 0x14213D, 0xE85D3A, 0xFFFBF2, 0x1F7A8C));
    private static final List<Palette> VINTAGE =
            List.of(
                    of(0xEBDCB9, 0x2E2A26, 0xC0653A, 0xF8EFD6, 0x2F6B6A),
                    of(0xE3CFA4, 0x3B2414, 0xA84A32, 0xF7EBCF, 0x5A6B3B),
                    of(0xD9C6A0, 0x1F2D3A, 0x7C8C7A, 0xF4EAD2, 0xB5412C),
                    of(0xF0DDBE, 0x402A2F, 0xB5735A, 0xFBF2E0, 0x94343A));
    private static final List<Palette> NEON =
            List.of(
                    of(0x120B2E, 0x07041A, 0x5B2A86, 0xFDF4FF, 0xFF3CAC),
                    of(0x0A1026, 0x04070F, 0x1F4C8F, 0xEFFCFF, 0x19E3FF),
                    of(0x16101F, 0x09060F, 0x6B1E5E, 0xFFF5E8, 0xFF7A18),
                    of(0x07161A, 0x03090B, 0x12595B, 0xF1FFF8, 0x39FF88));
    private static final List<Palette> INK =
            List.of(
                    of(0xF3EDE0, 0x1B1A19, 0x8D8B84, 0xFBF8F0, 0xB3261E),
                    of(0xE8E4D8, 0x20262B, 0x7B8A8F, 0xF9F7F0, 0xA8321F),
                    of(0xEFE3CC, 0x2A1E17, 0x9C8468, 0xFBF5E8, 0x9E2A22));

    private ColourScheme() {}

    private static Palette of(int background, int deep, int mid, int light, int accent) {
        return new Palette(background, deep, mid, light, accent);
    }

    /// @param suggested what suits the scene, used when the prompt leaves colours open
    static Palette choose(Brief brief, Optional<Palette> suggested, RandomGenerator random) {
        if (brief.styles().contains(Style.NEON) && brief.colours().isEmpty()) {
            return shifted(pick(NEON, random), random);
        }
        if (brief.ground() != null) {
            return around(brief.ground(), accent(brief), brief, 1, random);
        }
        if (!brief.colours().isEmpty()) {
            int variant = brief.styles().contains(Style.NEON) ? 2 : random.nextInt(3);
            return around(brief.colours().getFirst(), accent(brief), brief, variant, random);
        }
        if (!brief.tones().isEmpty()) {
            return shifted(pick(forTone(brief), random), random);
        }
        return suggested
                .map(p -> shifted(p, random))
                .orElseGet(() -> shifted(pick(forStyle(brief), random), random));
    }

    private static List<Palette> forTone(Brief brief) {
        var tones = brief.tones();
        if (brief.styles().contains(Style.BRUSH) && tones.contains(Tone.MONOCHROME)) {
            return INK;
        }
        for (Tone tone :
                List.of(
                        Tone.MONOCHROME,
                        Tone.PASTEL,
                        Tone.WARM,
                        Tone.COOL,
                        Tone.EARTHY,
                        Tone.VIVID,
                        Tone.DARK,
                        Tone.LIGHT)) {
            if (tones.contains(tone)) {
                return drawer(tone);
            }
        }
        return VIVID;
    }

    private static List<Palette> drawer(Tone tone) {
        return switch (tone) {
            case WARM -> WARM;
            case COOL -> COOL;
            case PASTEL -> PASTEL;
            case DARK -> DARK;
            case LIGHT -> LIGHT;
            case EARTHY -> EARTHY;
            case MONOCHROME -> MONOCHROME;
            case VIVID -> VIVID;
        };
    }

    private static List<Palette> forStyle(Brief brief) {
        var styles = brief.styles();
        if (styles.contains(Style.BRUSH)) {
            return INK;
        }
        if (styles.contains(Style.VINTAGE)) {
            return VINTAGE;
        }
        if (styles.contains(Style.MINIMAL)) {
            return LIGHT;
        }
        if (styles.contains(Style.ELEGANT)) {
            return EARTHY;
        }
        return VIVID;
    }

    private static int accent(Brief brief) {
        List<Integer> colours = brief.colours();
        if (brief.ground() != null) {
            return colours.isEmpty() ? -1 : colours.getFirst();
        }
        return colours.size() > 1 ? colours.get(1) : -1;
    }

    /// A palette around one colour.
    ///
    /// @param second the accent, or -1 to derive one
    /// @param variant 0 on light paper, 1 on the colour itself, 2 on a dark ground
    private static Palette around(
            int first, int second, Brief brief, int variant, RandomGenerator random) {
        Oklch main = Oklch.of(first).turned(random.nextDouble(-5, 5));
        boolean grey = main.chroma() < 0.03;
        double tint = grey ? 0.004 : 1;
        int kind = variant;
        if (brief.tones().contains(Tone.DARK) && brief.ground() == null) {
            kind = 2;
        } else if (brief.tones().contains(Tone.LIGHT) && brief.ground() == null) {
            kind = 0;
        } else if (grey) {
            kind = 1;
        }
        int paper =
                switch (kind) {
                    case 0 -> main.withLightness(0.94).withChroma(0.03 * tint).rgb();
                    case 2 ->
                            main.withLightness(0.24)
                                    .withChroma(Math.min(0.07, main.chroma()) * tint)
                                    .rgb();
                    default -> main.rgb();
                };
        boolean light = main.lightness() > 0.6;
        int accent =
                second >= 0
                        ? second
                        : grey
                                ? new Oklch(0.62, 0.19, random.nextDouble(360)).rgb()
                                : kind == 1
                                        ? main.turned(random.nextBoolean() ? 35 : -25)
                                                .withLightness(light ? 0.36 : 0.88)
                                                .withChroma(0.09)
                                                .rgb()
                                        : main.withLightness(kind == 2 ? 0.72 : 0.5).rgb();
        return of(
                paper,
                main.withLightness(0.2).withChroma(Math.min(0.07, main.chroma()) * tint).rgb(),
                kind == 1
                        ? main.withLightness(main.lightness() + (light ? -0.2 : 0.18)).rgb()
                        : main.withLightness(Math.clamp(main.lightness(), 0.45, 0.75)).rgb(),
                main.withLightness(0.975).withChroma(0.015 * tint).rgb(),
                accent);
    }

    private static Palette pick(List<Palette> palettes, RandomGenerator random) {
        return palettes.get(random.nextInt(palettes.size()));
    }

    /// The palette a little off, so that no two seeds print with quite the same inks.
    private static Palette shifted(Palette p, RandomGenerator random) {
        double turn = random.nextDouble(-9, 9);
        double lift = random.nextDouble(-0.015, 0.015);
        return of(
                shift(p.background(), turn, lift),
                shift(p.deep(), turn, 0),
                shift(p.mid(), turn, lift),
                shift(p.light(), turn, 0),
                shift(p.accent(), turn, 0));
    }

    private static int shift(int rgb, double turn, double lift) {
        Oklch colour = Oklch.of(rgb).turned(turn);
        return colour.withLightness(Math.clamp(colour.lightness() + lift, 0.02, 0.995)).rgb();
    }
}
