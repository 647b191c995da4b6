package dev.zimage.ocr;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Compares wanted texts with what was read in a picture. Words count wherever they stand, and in
/// whatever order the lines were found; other text in the picture does not matter.
///
/// These do not count: case, white space, full or half width, accents, and which of several marks
/// that look alike (`'` and `’`, `-` and `–`) stands there. Everything else does.
public final class TextComparison {

    /// With more texts, not all pairs are compared: their number grows with the square.
    private static final int MOST_TOGETHER = 100;

    private final List<String> wanted;
    private final TokenLines lines;
    private final boolean[] exact;
    private final BitSet used = new BitSet();

    private TextComparison(List<String> wanted, TokenLines lines) {
        this.wanted = wanted;
        this.lines = lines;
        this.exact = new boolean[wanted.size()];
    }

    /// Compares each wanted text with the lines; the results are in the order of the texts.
    public static List<ComparedText> of(List<String> wanted, List<ReadLine> lines) {
        return look(wanted, lines).stream().map(TextLook::text).toList();
    }

    /// The same with how certain each reading is.
    static List<TextLook> look(List<String> wanted, List<ReadLine> lines) {
        TextComparison comparison = new TextComparison(wanted, TokenLines.of(lines));
        comparison.findAll();
        return comparison.result();
    }

    /// Longer texts first, so that shorter ones do not take their words.
    private void findAll() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            order.add(i);
        }
        order.sort((one, other) -> wanted.get(other).length() - wanted.get(one).length());
        for (int i : order) {
            exact[i] = isFound(wanted.get(i));
        }
        if (order.size() > MOST_TOGETHER) {
            return;
        }
        for (int i : order) {
            for (int j : order) {
                findTogether(i, j);
            }
        }
    }

    /// Two texts beside one another may be read as one line without a space between them.
    private void findTogether(int first, int second) {
        if (first != second && !exact[first] && !exact[second]) {
            exact[first] = isFound(wanted.get(first) + " " + wanted.get(second));
            exact[second] = exact[first];
        }
    }

    private boolean isFound(String text) {
        return new PieceSearch(new WantedCharacters(text), lines.sequences(), used).find();
    }

    private List<TextLook> result() {
        List<TextLook> looks = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            looks.add(look(wanted.get(i), exact[i]));
        }
        return looks;
    }

    private TextLook look(String text, boolean isExact) {
        int[] folded = new WantedCharacters(text).folded();
        NearestText nearest = NearestText.of(folded, lines.inOrder());
        ComparedText compared =
                isExact
                        ? new ComparedText(text, text, 0)
                        : new ComparedText(text, nearest.text(), Math.max(1, nearest.distance()));
        return new TextLook(compared, nearest.length() >= folded.length, nearest.certainty());
    }
}
