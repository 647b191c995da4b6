package dev.zimage.sketch.motif;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The colours of one picture: every role, mixed from its palette for its light.
public final class SceneColours {

    private static final double DARK = 0.42;
    private static final double LEAST_GAP = 0.2;
    private static final Oklab WHITE = Oklab.of(0xFFFFFF);

    private final Light light;
    private final Map<Role, Oklab> roles = new EnumMap<>(Role.class);

    public SceneColours(Palette palette, Light light) {
        this.light = light;
        roles.put(Role.BACKGROUND, Oklab.of(palette.background()));
        roles.put(Role.DEEP, Oklab.of(palette.deep()));
        roles.put(Role.MID, Oklab.of(palette.mid()));
        roles.put(Role.PALE, Oklab.of(palette.light()));
        roles.put(Role.ACCENT, Oklab.of(palette.accent()));
        switch (light) {
            case DAY -> day();
            case DUSK -> dusk();
            case NIGHT -> night();
        }
        things();
    }

    private void day() {
        boolean dark = get(Role.BACKGROUND).lightness() < DARK;
        Oklab quiet = dark ? mix(Role.MID, Role.PALE, 0.45) : get(Role.BACKGROUND);
        roles.put(Role.SKY_TOP, quiet.mix(get(Role.MID), 0.34));
        roles.put(Role.SKY_MIDDLE, quiet.mix(get(Role.PALE), 0.15));
        roles.put(Role.SKY_LOW, quiet.mix(get(Role.PALE), 0.7));
        roles.put(Role.HAZE, mix(Role.SKY_LOW, Role.MID, 0.12));
        roles.put(Role.MIDDLE, get(Role.MID));
        roles.put(Role.NEAR, get(Role.DEEP));
        roles.put(Role.GLOW, mix(Role.PALE, Role.ACCENT, 0.3));
    }

    private void dusk() {
        roles.put(Role.SKY_TOP, mix(Role.MID, Role.DEEP, 0.42));
        roles.put(Role.SKY_MIDDLE, get(Role.MID).mix(mix(Role.ACCENT, Role.PALE, 0.2), 0.62));
        roles.put(Role.SKY_LOW, mix(Role.PALE, Role.ACCENT, 0.3));
        roles.put(Role.HAZE, mix(Role.SKY_LOW, Role.MID, 0.3));
        roles.put(Role.MIDDLE, mix(Role.MID, Role.DEEP, 0.45));
        roles.put(Role.NEAR, get(Role.DEEP).darker(0.12));
        roles.put(Role.GLOW, get(Role.PALE).mix(WHITE, 0.3));
    }

    private void night() {
        double lift = Math.max(0, 0.24 - get(Role.DEEP).lightness());
        Oklab base = mix(Role.DEEP, Role.MID, lift * 1.5);
        roles.put(Role.SKY_TOP, base.darker(0.12));
        roles.put(Role.SKY_MIDDLE, base.mix(get(Role.MID), 0.36));
        roles.put(Role.SKY_LOW, base.mix(get(Role.MID), 0.86).mix(get(Role.ACCENT), 0.1));
        roles.put(Role.HAZE, base.mix(get(Role.MID), 0.74));
        roles.put(Role.MIDDLE, base.mix(get(Role.MID), 0.34));
        roles.put(Role.NEAR, base.darker(0.42));
        roles.put(Role.GLOW, get(Role.PALE).mix(WHITE, 0.45));
    }

    private void things() {
        boolean night = light == Light.NIGHT;
        Oklab white = get(Role.PALE).mix(WHITE, 0.6);
        roles.put(Role.WHITE, lit(white));
        roles.put(Role.INK, get(Role.DEEP).darker(night ? 0.45 : 0.25));
        roles.put(Role.LEAF, natural(get(Role.MID), 0x4F8A4A));
        roles.put(Role.WOOD, natural(mix(Role.DEEP, Role.MID, 0.35), 0x6B4A32));
        roles.put(Role.STONE, lit(mix(Role.PALE, Role.DEEP, 0.35).mix(Oklab.of(0x8A8A88), 0.3)));
        roles.put(
                Role.SNOW,
                switch (light) {
                    case DAY -> white.mix(get(Role.MID), 0.06);
                    case DUSK -> white.mix(get(Role.SKY_MIDDLE), 0.3);
                    case NIGHT -> get(Role.SKY_LOW).mix(white, 0.56);
                });
        Oklab amber = get(Role.ACCENT).mix(Oklab.of(0xFFC857), 0.45);
        roles.put(Role.LAMP, amber.mix(get(Role.PALE), night ? 0.35 : 0.2));
        roles.put(Role.FLAME, get(Role.ACCENT).mix(Oklab.of(0xFF8A1E), 0.5));
        roles.put(Role.OUTLINE, against(get(Role.INK), get(Role.BACKGROUND)));
    }

    private Oklab mix(Role from, Role to, double share) {
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
    public Oklab get(Role role) {
        return Objects.requireNonNull(roles.get(role));
    }

    public int rgb(Role role) {
        return get(role).rgb();
    }

    /// A thing's own colour as the scene's light shows it.
    Oklab lit(Oklab own) {
        return switch (light) {
            case DAY -> own;
            case DUSK -> own.mix(get(Role.ACCENT), 0.12).mix(get(Role.NEAR), 0.16);
            case NIGHT -> own.darker(0.1).mix(get(Role.SKY_MIDDLE), 0.36);
        };
    }
}
