package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds policy violations in a prompt by the lexicon words in it.
final class PromptCheck {

    private final TextFolding folding;
    private final Vocabulary checked;
    private final Vocabulary all;
    private final Ideographs ideographs;

    private PromptCheck(
            TextFolding folding, Vocabulary checked, Vocabulary all, Ideographs ideographs) {
        this.folding = folding;
        this.checked = checked;
        this.all = all;
        this.ideographs = ideographs;
    }

    static PromptCheck of(Lexicon lexicon) {
        Vocabulary checked = new Vocabulary();
        Vocabulary all = new Vocabulary();
        Ideographs ideographs = new Ideographs(lexicon.ordinary());
        for (Lexicon.Entry entry : lexicon.entries()) {
            if (!entry.isOfWords()) {
                ideographs.add(entry);
                continue;
            }
            all.add(entry);
            if (!entry.kind().isExcuse()) {
                checked.add(entry);
            }
        }
        return new PromptCheck(lexicon.folding(), checked, all, ideographs);
    }

    /// @param whole whether the whole policy applies, or only the part that always applies
    /// @return the most serious category
    Optional<Category> look(String prompt, boolean whole) {
        String text = folding.fold(prompt);
        List<LexiconMatch> words = words(text);
        List<LexiconMatch> characters = ideographs.matches(text);
        if (words.isEmpty() && characters.isEmpty()) {
            return Optional.empty();
        }
        if (isOfMinors(kinds(words, characters, false), text)) {
            return Optional.of(Category.MINORS);
        }
        return whole ? category(kinds(words, characters, true)) : Optional.empty();
    }

    /// Most prompts contain no checked word, so harmless phrases need not be searched.
    private List<LexiconMatch> words(String text) {
        return Words.matches(text, checked).isEmpty() ? List.of() : Words.matches(text, all);
    }

    private static Set<WordKind> kinds(
            List<LexiconMatch> words, List<LexiconMatch> characters, boolean lenient) {
        Set<WordKind> kinds = LexiconMatch.kinds(words, lenient);
        kinds.addAll(LexiconMatch.kinds(characters, lenient));
        return kinds;
    }

    private static boolean isOfMinors(Set<WordKind> kinds, String text) {
        if (kinds.contains(WordKind.MINORS)) {
            return true;
        }
        boolean sexual = kinds.contains(WordKind.SEXUAL);
        if (!sexual && !kinds.contains(WordKind.SUGGESTIVE)) {
            return false;
        }
        return kinds.contains(WordKind.CHILD)
                || (sexual && kinds.contains(WordKind.YOUNG))
                || Ages.areBelowAdult(text);
    }

    private static Optional<Category> category(Set<WordKind> kinds) {
        List<Category> found = new ArrayList<>();
        for (WordKind kind : kinds) {
            switch (kind) {
                case SEXUAL -> found.add(Category.SEXUAL);
                case MINORS -> found.add(Category.MINORS);
                case GORE -> found.add(Category.GORE);
                case HATE -> found.add(Category.HATE);
                case DENIED -> found.add(Category.OPERATOR);
                case SUGGESTIVE, CHILD, YOUNG, HARMLESS, ALLOWED -> {}
            }
        }
        return found.stream().sorted().findFirst();
    }
}
