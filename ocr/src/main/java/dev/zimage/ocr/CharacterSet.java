package dev.zimage.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The characters that the recogniser knows: Chinese, Latin letters without accents, digits and
/// marks. Class 0 of the network is the blank between characters, the last one is the space.
final class CharacterSet {

    static final int BLANK = 0;

    private final List<String> characters;
    private final Map<String, Integer> classes = new HashMap<>();

    private CharacterSet(List<String> characters) {
        this.characters = characters;
        for (int i = 1; i < characters.size(); i++) {
            classes.putIfAbsent(characters.get(i), i);
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

    boolean contains(String character) {
        return classes.containsKey(character);
    }
}
