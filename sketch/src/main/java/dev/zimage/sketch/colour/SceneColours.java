package dev.zimage.sketch.colour;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The colours of one picture: every role, mixed from its palette for its light.
public final class SceneColours {

    private static final double DARK = 0.42;
    private static final double LEAST_GAP = 0.2;
    private static final Oklab WHITE = Oklab.of(0xFFFFFF);

    private final Light light;
    private final Map<ColourRole, Oklab> roles = new EnumMap<>(ColourRole.class);

    public SceneColours(Palette palette, Light light) {
        this.light = light;
        roles.put(ColourRole.BACKGROUND, Oklab.of(palette.background()));
        roles.put(ColourRole.DEEP, Oklab.of(palette.deep()));
        roles.put(ColourRole.MID, Oklab.of(palette.mid()));
        roles.put(ColourRole.PALE, Oklab.of(palette.light()));
        roles.put(ColourRole.ACCENT, Oklab.of(palette.accent()));
        switch (light) {
            case DAY -> day();
            case DUSK -> dusk();
            case NIGHT -> night();
        }
        things();
    }

    private void day() {
        boolean dark = get(ColourRole.BACKGROUND).lightness() < DARK;
        Oklab quiet =
                dark ? mix(ColourRole.MID, ColourRole.PALE, 0.45) : get(ColourRole.BACKGROUND);
        roles.put(ColourRole.SKY_TOP, quiet.mix(get(ColourRole.MID), 0.34));
        roles.put(ColourRole.SKY_MIDDLE, quiet.mix(get(ColourRole.PALE), 0.15));
        roles.put(ColourRole.SKY_LOW, quiet.mix(get(ColourRole.PALE), 0.7));
        roles.put(ColourRole.HAZE, mix(ColourRole.SKY_LOW, ColourRole.MID, 0.12));
        roles.put(ColourRole.MIDDLE, get(ColourRole.MID));
        roles.put(ColourRole.NEAR, get(ColourRole.DEEP));
        roles.put(ColourRole.GLOW, mix(ColourRole.PALE, ColourRole.ACCENT, 0.3));
    }

    private void dusk() {
        roles.put(ColourRole.SKY_TOP, mix(ColourRole.MID, ColourRole.DEEP, 0.42));
        roles.put(
                ColourRole.SKY_MIDDLE,
                get(ColourRole.MID).mix(mix(ColourRole.ACCENT, ColourRole.PALE, 0.2), 0.62));
        roles.put(ColourRole.SKY_LOW, mix(ColourRole.PALE, ColourRole.ACCENT, 0.3));
        roles.put(ColourRole.HAZE, mix(ColourRole.SKY_LOW, ColourRole.MID, 0.3));
        roles.put(ColourRole.MIDDLE, mix(ColourRole.MID, ColourRole.DEEP, 0.45));
        roles.put(ColourRole.NEAR, get(ColourRole.DEEP).darker(0.12));
        roles.put(ColourRole.GLOW, get(ColourRole.PALE).mix(WHITE, 0.3));
    }

    private void night() {
        double lift = Math.max(0, 0.24 - get(ColourRole.DEEP).lightness());
        Oklab base = mix(ColourRole.DEEP, ColourRole.MID, lift * 1.5);
        roles.put(ColourRole.SKY_TOP, base.darker(0.12));
        roles.put(ColourRole.SKY_MIDDLE, base.mix(get(ColourRole.MID), 0.36));
        roles.put(
                ColourRole.SKY_LOW,
                base.mix(get(ColourRole.MID), 0.86).mix(get(ColourRole.ACCENT), 0.1));
        roles.put(ColourRole.HAZE, base.mix(get(ColourRole.MID), 0.74));
        roles.put(ColourRole.MIDDLE, base.mix(get(ColourRole.MID), 0.34));
        roles.put(ColourRole.NEAR, base.darker(0.42));
        roles.put(ColourRole.GLOW, get(ColourRole.PALE).mix(WHITE, 0.45));
    }

    private void things() {
        boolean night = light == Light.NIGHT;
        Oklab white = get(ColourRole.PALE).mix(WHITE, 0.6);
        roles.put(ColourRole.WHITE, lit(white));
        roles.put(ColourRole.INK, get(ColourRole.DEEP).darker(night ? 0.45 : 0.25));
        roles.put(ColourRole.LEAF, natural(get(ColourRole.MID), 0x4F8A4A));
        roles.put(ColourRole.WOOD, natural(mix(ColourRole.DEEP, ColourRole.MID, 0.35), 0x6B4A32));
        roles.put(
                ColourRole.STONE,
                lit(mix(ColourRole.PALE, ColourRole.DEEP, 0.35).mix(Oklab.of(0x8A8A88), 0.3)));
        roles.put(
                ColourRole.SNOW,
                switch (light) {
                    case DAY -> white.mix(get(ColourRole.MID), 0.06);
                    case DUSK -> white.mix(get(ColourRole.SKY_MIDDLE), 0.3);
                    case NIGHT -> get(ColourRole.SKY_LOW).mix(white, 0.56);
                });
        Oklab amber = get(ColourRole.ACCENT).mix(Oklab.of(0xFFC857), 0.45);
        roles.put(ColourRole.LAMP, amber.mix(get(ColourRole.PALE), night ? 0.35 : 0.2));
        roles.put(ColourRole.FLAME, get(ColourRole.ACCENT).mix(Oklab.of(0xFF8A1E), 0.5));
        roles.put(ColourRole.OUTLINE, against(get(ColourRole.INK), get(ColourRole.BACKGROUND)));
    }

    private Oklab mix(ColourRole from, ColourRole to, double share) {
        return get(from).mix(get(to), share);
    }

    /// A colour of nature drawn towards the palette's: leaves stay leaves in any tone asked for.
    private Oklab natural(Oklab paletteColour, int natural) {
        return lit(paletteColour.mix(Oklab.of(natural), 0.38));
    }

    /// `wanted` if it stands out from what is behind it, else a lighter or darker shade that does.
    private static Oklab against(Oklab wanted, Oklab behind) {
        if (Math.abs(wanted.lightness() - behind.lightness()) >= LEAST_GAP) {
            return wanted;
        }
        double target = behind.lightness() + (behind.lightness() < 0.6 ? 0.3 : -0.3);
        return wanted.withLightness(Math.clamp(target, 0.1, 0.97));
    }

    public Light light() {
        return light;
    }

    /// The colour of a role.
    public Oklab get(ColourRole role) {
        return Objects.requireNonNull(roles.get(role));
    }

    public int rgb(ColourRole role) {
        return get(role).rgb();
    }

    /// A thing's own colour as the scene's light shows it.
    public Oklab lit(Oklab own) {
        return switch (light) {
            case DAY -> own;
            case DUSK -> own.mix(get(ColourRole.ACCENT), 0.12).mix(get(ColourRole.NEAR), 0.16);
            case NIGHT -> own.darker(0.1).mix(get(ColourRole.SKY_MIDDLE), 0.36);
        };
    }

    /// Far (0) to near (1) through the air: haze, then the middle tone, then the near one.
    public Oklab depth(double nearness) {
        return nearness < 0.5
                ? get(ColourRole.HAZE).mix(get(ColourRole.MIDDLE), nearness * 2)
                : get(ColourRole.MIDDLE).mix(get(ColourRole.NEAR), nearness * 2 - 1);
    }
}
