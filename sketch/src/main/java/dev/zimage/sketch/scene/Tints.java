package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;

/// The colours of a scene, mixed from its palette for its light. `haze` is what far things fade
/// into, `near` what the closest silhouettes have.
record Tints(
        Palette palette,
        Light light,
        int skyTop,
        int skyMiddle,
        int skyLow,
        int haze,
        int middle,
        int near,
        int glow) {

    private static final double DARK = 0.42;

    static Tints of(Palette palette, Light light) {
        return switch (light) {
            case DAY -> day(palette);
            case DUSK -> dusk(palette);
            case NIGHT -> night(palette);
        };
    }

    private static Tints day(Palette p) {
        boolean dark = Colour.lightness(p.background()) < DARK;
        int quiet = dark ? Colour.mix(p.mid(), p.light(), 0.45) : p.background();
        int low = Colour.mix(quiet, p.light(), 0.7);
        return new Tints(
                p,
                Light.DAY,
                Colour.mix(quiet, p.mid(), 0.34),
                Colour.mix(quiet, p.light(), 0.15),
                low,
                Colour.mix(low, p.mid(), 0.12),
                p.mid(),
                p.deep(),
                Colour.mix(p.light(), p.accent(), 0.3));
    }

    private static Tints dusk(Palette p) {
        int warm = Colour.mix(p.accent(), p.light(), 0.2);
        int low = Colour.mix(p.light(), p.accent(), 0.3);
        return new Tints(
                p,
                Light.DUSK,
                Colour.mix(p.mid(), p.deep(), 0.42),
                Colour.mix(p.mid(), warm, 0.62),
                low,
                Colour.mix(low, p.mid(), 0.3),
                Colour.mix(p.mid(), p.deep(), 0.45),
                Colour.darker(p.deep(), 0.12),
                Colour.mix(p.light(), Colour.WHITE, 0.3));
    }

    private static Tints night(Palette p) {
        int dark = p.deep();
        double lift = Math.max(0, 0.24 - Colour.lightness(dark));
        int base = lift > 0 ? Colour.mix(dark, p.mid(), lift * 1.5) : dark;
        return new Tints(
                p,
                Light.NIGHT,
                Colour.darker(base, 0.12),
                Colour.mix(base, p.mid(), 0.36),
                Colour.mix(Colour.mix(base, p.mid(), 0.86), p.accent(), 0.1),
                Colour.mix(base, p.mid(), 0.74),
                Colour.mix(base, p.mid(), 0.34),
                Colour.darker(base, 0.42),
                Colour.mix(p.light(), Colour.WHITE, 0.45));
    }

    int deep() {
        return palette.deep();
    }

    int mid() {
        return palette.mid();
    }

    int pale() {
        return palette.light();
    }

    int accent() {
        return palette.accent();
    }

    boolean isNight() {
        return light == Light.NIGHT;
    }

    /// Far (0) to near (1) through the air: haze, then the middle tone, then the near one.
    int depth(double nearness) {
        return nearness < 0.5
                ? Colour.mix(haze, middle, nearness * 2)
                : Colour.mix(middle, near, nearness * 2 - 1);
    }

    /// A thing's own colour as this light shows it.
    int lit(int rgb) {
        return switch (light) {
            case DAY -> rgb;
            case DUSK -> Colour.mix(Colour.mix(rgb, palette.accent(), 0.12), near, 0.16);
            case NIGHT -> Colour.mix(Colour.darker(rgb, 0.1), skyMiddle, 0.36);
        };
    }

    /// A colour of nature drawn towards the palette's: leaves stay leaves in any tone asked for.
    int local(int paletteColour, int natural) {
        return lit(Colour.mix(paletteColour, natural, 0.38));
    }

    int leaf() {
        return local(palette.mid(), 0x4F8A4A);
    }

    int wood() {
        return local(Colour.mix(palette.deep(), palette.mid(), 0.35), 0x6B4A32);
    }

    int stone() {
        return lit(Colour.mix(Colour.mix(palette.light(), palette.deep(), 0.35), 0x8A8A88, 0.3));
    }

    /// Nearly white, in the palette's tone.
    int white() {
        return lit(Colour.mix(palette.light(), Colour.WHITE, 0.6));
    }

    /// Snow in this light: it takes the colour of the sky.
    int snow() {
        int white = Colour.mix(palette.light(), Colour.WHITE, 0.6);
        return switch (light) {
            case DAY -> Colour.mix(white, palette.mid(), 0.06);
            case DUSK -> Colour.mix(white, skyMiddle, 0.3);
            case NIGHT -> Colour.mix(skyLow, white, 0.56);
        };
    }

    /// Nearly black, in the palette's tone.
    int ink() {
        return Colour.darker(palette.deep(), isNight() ? 0.45 : 0.25);
    }

    /// Lamp light behind windows.
    int lamp() {
        return Colour.mix(
                Colour.mix(palette.accent(), 0xFFC857, 0.45),
                palette.light(),
                isNight() ? 0.35 : 0.2);
    }

    /// `wanted` if it stands out from what is behind it, else a lighter or darker shade that does.
    int against(int wanted, int behind) {
        double gap = Colour.lightness(wanted) - Colour.lightness(behind);
        if (Math.abs(gap) >= 0.2) {
            return wanted;
        }
        boolean up = Colour.lightness(behind) < 0.6;
        double target = Colour.lightness(behind) + (up ? 0.3 : -0.3);
        return Colour.withLightness(wanted, Math.clamp(target, 0.1, 0.97));
    }
}
