package dev.zimage.api.console;

import dev.zimage.api.Answer;
import dev.zimage.api.Call;
import dev.zimage.api.Json;
import dev.zimage.api.Route;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The documentation in the console, from the same Markdown as in `docs/`, which the build puts
/// into the program. It is rendered when it is first asked for.
final class Documentation {

    static final String FOLDER = "docs";
    static final String LANDMARK = "api.md";
    private static final String ENDING = ".md";

    /// What readers look for first; the rest follows by name.
    private static final List<String> FIRST =
            List.of(
                    "api",
                    "errors",
                    "events",
                    "webhooks",
                    "openai",
                    "java-client",
                    "usage",
                    "console",
                    "models",
                    "command-line",
                    "configuration",
                    "operations");

    private volatile @Nullable Map<String, Document> pages;

    record Listed(String page, String title) {}

    record Shown(String page, String title, String html, List<Entry> toc) {}

    record Entry(String id, String title, int level) {}

    record Found(String page, String id, String title, String text) {}

    /// Everybody may read it.
    List<Route> routes(Visitors visitors) {
        return List.of(
                visitors.anybody("GET", "/console/api/docs", this::list),
                visitors.anybody("GET", "/console/api/docs/{page}", this::page),
                visitors.anybody("GET", "/console/api/docs-index", this::index));
    }

    private Map<String, Document> pages() {
        Map<String, Document> known = pages;
        return known == null ? load() : known;
    }

    private synchronized Map<String, Document> load() {
        Map<String, Document> loaded = pages;
        if (loaded == null) {
            loaded = read(ClassPathFolder.read(FOLDER, LANDMARK));
            pages = loaded;
        }
        return loaded;
    }

    private static Map<String, Document> read(Map<String, byte[]> files) {
        Map<String, Document> pages = new LinkedHashMap<>();
        files.keySet().stream()
                .filter(name -> name.endsWith(ENDING) && !name.contains("/"))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .sorted(Comparator.comparingInt(Documentation::rank).thenComparing(name -> name))
                .forEach(page -> {
                    byte[] markdown = files.getOrDefault(page + ENDING, new byte[0]);
                    pages.put(
                            page,
                            Document.read(
                                    page,
                                    new String(markdown, StandardCharsets.UTF_8),
                                    link -> target(link, files.keySet())));
                });
        return pages;
    }

    private static int rank(String page) {
        int rank = FIRST.indexOf(page);
        return rank < 0 ? FIRST.size() : rank;
    }

    /// Where a relative link leads in the console; empty when it is not there.
    private static String target(String link, Set<String> files) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        if (!files.contains(file)) {
            return "";
        }
        return file.endsWith(ENDING)
                ? "/docs/"
                        + file.substring(0, file.length() - ENDING.length())
                        + (hash < 0 ? "" : link.substring(hash))
                : "/assets/docs/" + file;
    }

    private Answer list(Call call) {
        return answer(
                pages().values().stream()
                        .map(document -> new Listed(document.page(), document.title()))
                        .toList());
    }

    private static Answer answer(List<?> data) {
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(data)));
    }

    private Answer page(Call call) {
        String page = call.pathParameter("page");
        Document document = pages().get(page);
        if (document == null) {
            throw Ids.unknown("page", page);
        }
        return Answer.json(
                200,
                Json.write(
                        new Shown(
                                document.page(),
                                document.title(),
                                document.html(),
                                document.sections().stream()
                                        .map(section ->
                                                new Entry(
                                                        section.id(),
                                                        section.title(),
                                                        section.level()))
                                        .toList())));
    }

    private Answer index(Call call) {
        return answer(
                pages().values().stream()
                        .flatMap(document ->
                                document.sections().stream()
                                        .map(section ->
                                                new Found(
                                                        document.page(),
                                                        section.id(),
                                                        section.title(),
                                                        section.text())))
                        .toList());
    }
}
