package dev.zimage.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was read in a picture, as tokens: line by line, and with lines beside one another joined to
/// rows.
///
/// @param sequences of tokens that follow one another: lines and rows
/// @param inOrder all tokens, from the upper left to the lower right
record TokenLines(List<List<Token>> sequences, List<Token> inOrder) {

    static TokenLines of(List<ReadLine> lines) {
        Map<ReadLine, List<Token>> tokens = new HashMap<>();
        int number = 0;
        List<List<Token>> sequences = new ArrayList<>();
        for (ReadLine line : lines) {
            List<Token> ofLine = new ArrayList<>();
            for (String part : Token.parts(line.text())) {
                ofLine.add(Token.of(number++, tokens.size(), part, line.weakest()));
            }
            tokens.put(line, ofLine);
            sequences.add(ofLine);
        }
        List<Token> inOrder = new ArrayList<>();
        for (List<ReadLine> row : rows(lines)) {
            List<Token> joined = new ArrayList<>();
            row.forEach(line -> joined.addAll(tokens.getOrDefault(line, List.of())));
            inOrder.addAll(joined);
            if (row.size() > 1) {
                sequences.add(joined);
            }
        }
        return new TokenLines(sequences, inOrder);
    }

    /// From the top to the bottom; each from left to right.
    private static List<List<ReadLine>> rows(List<ReadLine> lines) {
        List<ReadLine> rest = new ArrayList<>(lines);
        rest.sort(Comparator.comparingDouble(line -> line.box().centre().y()));
        List<List<ReadLine>> rows = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<ReadLine> row = new ArrayList<>(List.of(rest.removeFirst()));
            for (ReadLine line : List.copyOf(rest)) {
                if (row.stream().anyMatch(other -> areBeside(other.box(), line.box()))) {
                    row.add(line);
                    rest.remove(line);
                }
            }
            row.sort(
                    Comparator.comparingDouble(
                            line -> line.box().centre().along(row.getFirst().box().direction())));
            rows.add(row);
        }
        return rows;
    }

    private static boolean areBeside(TextBox one, TextBox other) {
        double thicker = Math.max(one.thickness(), other.thickness());
        double thinner = Math.min(one.thickness(), other.thickness());
        Point apart = other.centre().plus(one.centre(), -1);
        double gap = Math.abs(apart.along(one.direction())) - (one.length() + other.length()) / 2;
        return thinner > 0.5 * thicker
                && Math.abs(apart.along(one.across())) < 0.45 * thinner
                && gap < 3 * thicker;
    }
}
