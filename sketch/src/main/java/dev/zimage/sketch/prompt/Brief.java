package dev.zimage.sketch.prompt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a prompt asks of the compositor.
///
/// @param texts to be set exactly, in order of their weight: the headline first
/// @param manner the styles and tones that the prompt names, as `design-words.txt` lists them
/// @param colours named in the prompt, as `0xRRGGBB`, in order, without the three below
/// @param ground the colour that the prompt wants behind everything, if it says so
/// @param ink the colour that the prompt wants the type in, if it says so
/// @param smallInk the colour that it wants the smaller type in, where it has one of its own
/// @param scenery what is left of the prompt for the picture
public record Brief(
        List<Text> texts,
        Set<String> manner,
        List<Integer> colours,
        @Nullable Integer ground,
        @Nullable Integer ink,
        @Nullable Integer smallInk,
        String scenery) {

    public Brief {
        texts = List.copyOf(texts);
        manner = Set.copyOf(manner);
        colours = List.copyOf(colours);
    }

    /// What a text is for.
    public enum Role {
        /// The first text, and all headings where several have a sentence each.
        HEADLINE,
        SUBLINE,
        /// Lines of equal rank below a headline.
        LIST,
        FOOTER
    }

    /// @param words `\n` separates lines
    public record Text(String words, Role role) {}

    public Brief withTexts(List<Text> others) {
        return new Brief(others, manner, colours, ground, ink, smallInk, scenery);
    }

    /// Whether the prompt names a style or a tone.
    public boolean is(String word) {
        return manner.contains(word);
    }
}
