package dev.zimage.ocr;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Looks for a wanted text in what was read: as pieces that stand anywhere, in any order. A piece
/// is a run of whole tokens, and ends where the wanted text may be broken into lines. No token
/// serves twice. Pieces of one line follow one another in it, without another word between them:
/// `SOON OPENING` and `OPENING VERY SOON` are other texts than `OPENING SOON`.
final class PieceSearch {

    /// The limit of a search; only hundreds of equal words take longer.
    private static final int MOST_STEPS = 20_000;

    private final WantedCharacters wanted;
    private final List<List<Token>> sequences;
    private final BitSet used;
    private final List<Token> taken = new ArrayList<>();
    private int steps;

    /// @param used numbers of the tokens that are taken; those of the text are added when it is
    ///   found
    PieceSearch(WantedCharacters wanted, List<List<Token>> sequences, BitSet used) {
        this.wanted = wanted;
        this.sequences = sequences;
        this.used = used;
    }

    boolean find() {
        return wanted.length() > 0 && from(0);
    }

    private boolean from(int start) {
        if (start == wanted.length()) {
            return true;
        }
        for (List<Token> sequence : sequences) {
            for (int first = 0; first < sequence.size(); first++) {
                if (steps++ < MOST_STEPS && startsHere(sequence, first, start)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Takes the longest run first.
    private boolean startsHere(List<Token> sequence, int first, int start) {
        int at = start;
        int end = first;
        while (end < sequence.size()) {
            Token token = sequence.get(end);
            int next = used.get(token.number()) ? -1 : wanted.after(at, token);
            if (next < 0) {
                break;
            }
            at = next;
            end++;
        }
        for (; end > first; end--) {
            if (at > start && wanted.mayBreakAt(at) && takes(sequence.subList(first, end), at)) {
                return true;
            }
            at = wanted.before(at, sequence.get(end - 1));
        }
        return false;
    }

    private boolean takes(List<Token> run, int next) {
        if (!follows(run)) {
            return false;
        }
        run.forEach(token -> used.set(token.number()));
        taken.addAll(run);
        if (from(next)) {
            return true;
        }
        taken.subList(taken.size() - run.size(), taken.size()).clear();
        run.forEach(token -> used.clear(token.number()));
        return false;
    }

    /// Whether a run comes right after what is already taken of its lines.
    private boolean follows(List<Token> run) {
        for (Token token : run) {
            for (Token earlier : taken) {
                if (earlier.line() == token.line() && !follows(earlier, token, run)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean follows(Token earlier, Token token, List<Token> run) {
        return earlier.number() < token.number()
                && line(token).stream()
                        .filter(each ->
                                each.number() > earlier.number()
                                        && each.number() < token.number()
                                        && each.isWord())
                        .allMatch(each -> taken.contains(each) || run.contains(each));
    }

    private List<Token> line(Token token) {
        return sequences.stream()
                .filter(each -> each.getFirst().line() == token.line())
                .findFirst()
                .orElse(List.of());
    }
}
