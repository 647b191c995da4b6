package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.words.StyleTable;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chooses the colours of a picture: what the prompt names first, then what suits its scene, then
/// what suits its style.
final class ColourScheme {

    /// The lightness above which a colour is a soft one.
    private static final double SOFT = 0.7;

    /// The contrast with white at which a ground is dark enough for any light ink, made lighter.
    private static final double ROOMY = 7;

    /// The contrast at which ink keeps its own colour, with some to spare for the turn of the hue.
    private static final double READS = 5.4;

    private ColourScheme() {}

    /// @param suggested what suits the scene, used when the prompt leaves colours open
    static Palette choose(Brief brief, Optional<Palette> suggested, RandomGenerator random) {
        if (brief.is("neon") && brief.colours().isEmpty()) {
            return shifted(Palette.pick("neon", random), random);
        }
        List<Integer> colours = brief.colours();
        if (brief.ground() != null) {
            return around(ground(brief.ground(), brief.ink()), colours, brief, 1, random);
        }
        if (!colours.isEmpty()) {
            List<Integer> others = colours.subList(1, colours.size());
            return around(colours.getFirst(), others, brief, variant(brief, random), random);
        }
        Optional<String> tone = StyleTable.choose("tone", brief.manner(), random);
        if (tone.isEmpty() && suggested.isPresent()) {
            return shifted(suggested.get(), random);
        }
        String kind =
                tone.or(() -> StyleTable.choose("palette", brief.manner(), random)).orElseThrow();
        return shifted(Palette.pick(kind, random), random);
    }

    /// Light paper for dark type and a dark ground for white type, where the prompt asks for them.
    private static int variant(Brief brief, RandomGenerator random) {
        int any = random.nextInt(3);
        if (brief.is("neon")) {
            return 2;
        }
        Integer ink = brief.ink();
        double lightness = ink == null ? 0.6 : Oklab.of(ink).lightness();
        return lightness < 0.4 ? 0 : lightness > 0.85 ? 2 : any;
    }

    /// The ground that a prompt asks for, made darker where it asks for lighter type that would not
    /// read on it otherwise. A soft ground stays soft.
    private static int ground(int wished, @Nullable Integer ink) {
        Oklab colour = Oklab.of(wished);
        if (ink == null
                || colour.lightness() >= SOFT
                || Oklab.of(ink).lightness() <= colour.lightness()) {
            return wished;
        }
        int ground = wished;
        for (double l = colour.lightness();
                Contrast.ratio(0xFFFFFF, ground) < ROOMY && Contrast.ratio(ink, ground) < READS;
                l -= 0.02) {
            ground = colour.withLightness(l).shown();
        }
        return ground;
    }

    /// A palette around one colour.
    ///
    /// @param others the accent and the middle tone, as far as the prompt names them
    /// @param variant 0 on light paper, 1 on the colour itself, 2 on a dark ground
    private static Palette around(
            int first, List<Integer> others, Brief brief, int variant, RandomGenerator random) {
        Oklab main = Oklab.of(first).turned(random.nextDouble(-5, 5));
        boolean grey = main.chroma() < 0.03;
        boolean light = main.lightness() > 0.6;
        double tint = grey ? 0.004 : 1;
        double quiet = Math.min(0.07, main.chroma()) * tint;
        boolean free = brief.ground() == null;
        boolean pale = brief.is("light") || (brief.is("pastel") && variant == 2);
        int kind = free && brief.is("dark") ? 2 : free && pale ? 0 : grey ? 1 : variant;
        Oklab paper =
                switch (kind) {
                    case 0 -> main.withLightness(0.94).withChroma(0.03 * tint);
                    case 2 -> main.withLightness(0.24).withChroma(quiet);
                    default -> main;
                };
        double l = main.lightness();
        double middle = kind == 1 ? l + (light ? -0.2 : 0.18) : Math.clamp(l, 0.45, 0.75);
        int deep = main.withLightness(0.2).withChroma(quiet).shown();
        int mid = others.size() > 1 ? others.get(1) : main.withLightness(middle).shown();
        int lightest = main.withLightness(0.975).withChroma(0.015 * tint).shown();
        int accent =
                others.isEmpty() ? accent(main, grey, kind, random).shown() : others.getFirst();
        return new Palette(paper.shown(), deep, mid, lightest, accent);
    }

    private static Oklab accent(Oklab main, boolean grey, int kind, RandomGenerator random) {
        if (grey) {
            return new Oklab(0.62, 0.19, 0).turned(random.nextDouble(360));
        }
        if (kind != 1) {
            return main.withLightness(kind == 2 ? 0.72 : 0.5);
        }
        return main.turned(random.nextBoolean() ? 35 : -25)
                .withLightness(main.lightness() > 0.6 ? 0.36 : 0.88)
                .withChroma(0.09);
    }

    /// The palette a little off, so that no two seeds print with quite the same inks.
    private static Palette shifted(Palette p, RandomGenerator random) {
        double turn = random.nextDouble(-9, 9);
        double lift = random.nextDouble(-0.015, 0.015);
        int background = shift(p.background(), turn, lift);
        int mid = shift(p.mid(), turn, lift);
        int light = shift(p.light(), turn, 0);
        int accent = shift(p.accent(), turn, 0);
        return new Palette(background, shift(p.deep(), turn, 0), mid, light, accent);
    }

    private static int shift(int rgb, double turn, double lift) {
        Oklab colour = Oklab.of(rgb).turned(turn);
        return colour.withLightness(Math.clamp(colour.lightness() + lift, 0.02, 0.995)).shown();
    }
}
