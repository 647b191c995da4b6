package dev.zimage.api.console;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The pages of the documentation in every language: English in `docs/`, translations in folders of
/// it. A page that is not translated stands in English among the translated ones.
///
/// Headings of a translation have the ids of the English headings in their places, so an address
/// with an anchor leads to the same section in every language.
final class DocumentIndex {

    static final String ENGLISH = "en";
    private static final List<String> TRANSLATIONS = List.of("zh");
    private static final String ENDING = ".md";

    private final Map<String, byte[]> files;

    /// The ids that the headings have in the console, by the file and by how Markdown names them.
    private final Map<String, Map<String, String>> ids = new HashMap<>();

    private final Map<String, Map<String, Document>> languages = new HashMap<>();

    /// @param files by their paths in `docs/`
    DocumentIndex(Map<String, byte[]> files) {
        this.files = files;
        List<String> names =
                files.keySet().stream()
                        .filter(file -> file.endsWith(ENDING) && !file.contains("/"))
                        .map(file -> file.substring(0, file.length() - ENDING.length()))
                        .sorted(
                                Comparator.comparing(Chapter::of)
                                        .thenComparingInt(page -> Chapter.of(page).rank(page))
                                        .thenComparing(page -> page))
                        .toList();
        names.forEach(this::nameHeadings);
        languages.put(ENGLISH, pages(names, ENGLISH));
        TRANSLATIONS.forEach(language -> languages.put(language, pages(names, language)));
    }

    /// All pages in the order of reading, by their names.
    ///
    /// @param language an unknown one counts as English
    Map<String, Document> in(String language) {
        Map<String, Document> pages = languages.get(language);
        return pages == null ? languages.getOrDefault(ENGLISH, Map.of()) : pages;
    }

    private void nameHeadings(String page) {
        List<String> english = Document.slugs(text(page + ENDING));
        ids.put(page + ENDING, pairs(english, english));
        for (String language : TRANSLATIONS) {
            String file = file(page, language);
            if (files.containsKey(file)) {
                List<String> own = Document.slugs(text(file));
                ids.put(file, pairs(own, own.size() == english.size() ? english : own));
            }
        }
    }

    private static Map<String, String> pairs(List<String> keys, List<String> values) {
        return IntStream.range(0, keys.size())
                .boxed()
                .collect(
                        Collectors.toMap(
                                keys::get, values::get, (one, other) -> one, LinkedHashMap::new));
    }

    private Map<String, Document> pages(List<String> names, String language) {
        Map<String, Document> pages = new LinkedHashMap<>();
        names.forEach(page -> pages.put(page, page(page, language)));
        return Collections.unmodifiableMap(pages);
    }

    private Document page(String page, String language) {
        String translated = file(page, language);
        String file = files.containsKey(translated) ? translated : page + ENDING;
        return Document.read(
                page,
                file.equals(translated) ? language : ENGLISH,
                text(file),
                List.copyOf(ids(file).values()),
                link -> target(file, link));
    }

    private static String file(String page, String language) {
        return (language.equals(ENGLISH) ? "" : language + "/") + page + ENDING;
    }

    private String text(String file) {
        return new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    private Map<String, String> ids(String file) {
        return ids.getOrDefault(file, Map.of());
    }

    /// Where a link of a file leads in the console; null when it is not there.
    private @Nullable String target(String file, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        String other = path.isEmpty() ? file : beside(file, path);
        if (!files.containsKey(other)) {
            return null;
        }
        String anchor = hash < 0 ? "" : "#" + id(other, link.substring(hash + 1));
        if (path.isEmpty()) {
            return anchor;
        }
        if (ids.containsKey(other)) {
            String name = other.substring(other.lastIndexOf('/') + 1);
            return "/docs/" + name.substring(0, name.length() - ENDING.length()) + anchor;
        }
        return other.endsWith(ENDING) ? null : "/assets/docs/" + other;
    }

    private static String beside(String file, String path) {
        return Path.of(file).resolveSibling(path).normalize().toString().replace('\\', '/');
    }

    private String id(String file, String anchor) {
        return ids(file).getOrDefault(anchor, anchor);
    }
}
