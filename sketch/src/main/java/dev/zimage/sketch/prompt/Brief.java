package dev.zimage.sketch.prompt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a prompt asks of the compositor.
///
/// @param texts to be set exactly, in order of their weight: the headline first
/// @param styles named in the prompt
/// @param tones named in the prompt
/// @param colours named in the prompt, as `0xRRGGBB`, in order, without the two below
/// @param ground the colour that the prompt wants behind everything, if it says so
/// @param ink the colour that the prompt wants the type in, if it says so
/// @param scenery what is left of the prompt for the picture
public record Brief(
        List<Text> texts,
        Set<Style> styles,
        Set<Tone> tones,
        List<Integer> colours,
        @Nullable Integer ground,
        @Nullable Integer ink,
        String scenery) {

    public Brief {
        texts = List.copyOf(texts);
        styles = Set.copyOf(styles);
        tones = Set.copyOf(tones);
        colours = List.copyOf(colours);
    }

    /// What a text is for.
    public enum Role {
        HEADLINE,
        SUBLINE,
        /// Lines of equal rank below a headline.
        LIST,
        FOOTER
    }

    /// @param words `\n` separates lines
    public record Text(String words, Role role) {}
}
