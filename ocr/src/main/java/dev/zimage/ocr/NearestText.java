package dev.zimage.ocr;

import java.util.Arrays;
import java.util.List;

/// The run of tokens that is most like a wanted text, by Sellers' algorithm for approximate
/// matching: an edit distance that may start and end anywhere, here between tokens.
///
/// @param text of the run; empty when nothing like it was read
/// @param distance characters to insert, delete or replace
/// @param length how many characters count in it
/// @param certainty the probability of the least certain character of its lines
record NearestText(String text, int distance, int length, double certainty) {

    /// A run that differs in more of the wanted characters is another text.
    private static final double LIKE = 0.6;

    private static final int FAR = 1 << 20;

    static NearestText of(int[] wanted, List<Token> tokens) {
        int length = wanted.length;
        int[] distances = new int[length + 1];
        int[] starts = new int[length + 1];
        int best = (int) Math.floor(LIKE * length) + 1;
        int bestStart = 0;
        int bestEnd = 0;
        Arrays.fill(distances, FAR);
        for (int end = 0; end < tokens.size(); end++) {
            begin(distances, starts, end);
            for (int character : tokens.get(end).folded()) {
                next(wanted, character, distances, starts);
            }
            if (distances[length] < best) {
                best = distances[length];
                bestStart = starts[length];
                bestEnd = end + 1;
            }
        }
        return bestEnd == 0
                ? new NearestText("", length, 0, 0)
                : of(tokens.subList(bestStart, bestEnd), best);
    }

    private static NearestText of(List<Token> run, int distance) {
        return new NearestText(
                text(run),
                distance,
                run.stream().mapToInt(token -> token.folded().length).sum(),
                run.stream().mapToDouble(Token::weakest).min().orElse(0));
    }

    /// A run may start at this token.
    private static void begin(int[] distances, int[] starts, int token) {
        for (int i = 0; i < distances.length; i++) {
            if (i < distances[i]) {
                distances[i] = i;
                starts[i] = token;
            }
        }
    }

    private static void next(int[] wanted, int character, int[] distances, int[] starts) {
        int diagonal = distances[0];
        int diagonalStart = starts[0];
        distances[0]++;
        for (int i = 1; i <= wanted.length; i++) {
            int replaced = diagonal + (wanted[i - 1] == character ? 0 : 1);
            int replacedStart = diagonalStart;
            diagonal = distances[i];
            diagonalStart = starts[i];
            int added = distances[i] + 1;
            int missing = distances[i - 1] + 1;
            if (replaced <= added && replaced <= missing) {
                distances[i] = replaced;
                starts[i] = replacedStart;
            } else if (added <= missing) {
                distances[i] = added;
            } else {
                distances[i] = missing;
                starts[i] = starts[i - 1];
            }
        }
    }

    private static String text(List<Token> run) {
        StringBuilder text = new StringBuilder();
        for (Token token : run) {
            if (!text.isEmpty() && !(endsWide(text) && startsWide(token))) {
                text.append(' ');
            }
            text.append(token.text());
        }
        return text.toString();
    }

    private static boolean endsWide(StringBuilder text) {
        return Folding.isIdeograph(text.codePointBefore(text.length()));
    }

    private static boolean startsWide(Token token) {
        return Folding.isIdeograph(token.text().codePointAt(0));
    }
}
