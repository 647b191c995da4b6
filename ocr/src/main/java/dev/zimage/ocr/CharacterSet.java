package dev.zimage.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The characters that the recogniser knows: Chinese, Latin letters without accents, digits and
/// marks. Class 0 of the network is the blank between characters, the last one is the space.
final class CharacterSet {

    static final int BLANK = 0;

    private final List<String> characters;
    private final Set<Integer> folded = new HashSet<>();

    private CharacterSet(List<String> characters) {
        this.characters = characters;
        for (String character : characters) {
            for (int form : Folding.of(character)) {
                folded.add(form);
            }
        }
    }

    /// @param in a character a line, in UTF-8
    static CharacterSet read(InputStream in) throws IOException {
        List<String> characters = new ArrayList<>();
        characters.add("");
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        text.lines().forEach(characters::add);
        characters.add(" ");
        return new CharacterSet(List.copyOf(characters));
    }

    int size() {
        return characters.size();
    }

    String character(int number) {
        return characters.get(number);
    }

    /// Whether one of them is this in the form in which texts are compared.
    boolean hasFolded(int form) {
        return folded.contains(form);
    }
}
