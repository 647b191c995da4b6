package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The documentation in the console, from the same Markdown as in `docs/`, which the build puts
/// into the program. It is rendered when it is first asked for.
final class Documentation {

    static final String FOLDER = "docs";
    static final String LANDMARK = "api.md";

    /// The page whose table rows are looked up by their codes.
    private static final String ERRORS = "errors";

    private volatile @Nullable DocumentIndex documentIndex;

    record Listed(String page, String title, String lang, Chapter chapter) {}

    record Shown(String page, String title, String lang, String html, List<Entry> toc) {}

    record Entry(String id, String title, int level) {}

    record Found(String page, String id, String title, String text, String lang) {}

    /// Everybody may read it.
    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.anybody("GET", "/console/api/docs", this::list),
                authenticator.anybody("GET", "/console/api/docs/{page}", this::page),
                authenticator.anybody("GET", "/console/api/docs-index", this::index));
    }

    private Map<String, Document> pages(Call call) {
        DocumentIndex known = documentIndex;
        return (known == null ? load() : known)
                .in(call.query("lang").orElse(DocumentIndex.ENGLISH));
    }

    private synchronized DocumentIndex load() {
        DocumentIndex loaded = documentIndex;
        if (loaded == null) {
            loaded = new DocumentIndex(ClassPathFolder.read(FOLDER, LANDMARK));
            documentIndex = loaded;
        }
        return loaded;
    }

    private Answer list(Call call) {
        return answer(
                pages(call).values().stream()
                        .map(document ->
                                new Listed(
                                        document.page(),
                                        document.title(),
                                        document.lang(),
                                        Chapter.of(document.page())))
                        .toList());
    }

    private static Answer answer(List<?> data) {
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(data)));
    }

    private Answer page(Call call) {
        String page = call.pathParameter("page");
        Document document = pages(call).get(page);
        if (document == null) {
            throw Ids.unknown("page", page);
        }
        List<Entry> toc =
                document.sections().stream()
                        .map(section -> new Entry(section.id(), section.title(), section.level()))
                        .toList();
        return Answer.json(
                200,
                Json.write(
                        new Shown(
                                document.page(),
                                document.title(),
                                document.lang(),
                                document.html(),
                                toc)));
    }

    private Answer index(Call call) {
        return answer(
                pages(call).values().stream()
                        .flatMap(document ->
                                searched(document)
                                        .map(section ->
                                                new Found(
                                                        document.page(),
                                                        section.id(),
                                                        section.title(),
                                                        section.text(),
                                                        document.lang())))
                        .toList());
    }

    private static Stream<Document.Section> searched(Document document) {
        return document.page().equals(ERRORS)
                ? Stream.concat(document.sections().stream(), document.rows().stream())
                : document.sections().stream();
    }
}
