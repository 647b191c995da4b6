package dev.zimage.api.console;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.PublicUrl;
import dev.zimage.text.QuotedText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pages of the console and their files. Every address of a page answers with the same
/// document, which shows the right one. Files are read when the first of them is asked for, so that
/// a start does not wait for them.
final class Pages {

    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/v1/", "/media/", "/console/", "/assets/", "/health", "/mcp");

    private static final String NOWHERE = "nowhere";

    private final List<ConsolePage> pages = ConsolePage.parse(Assets.pageTable());
    private final PublicUrl publicUrl;
    private volatile @Nullable Assets assets;

    Pages(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    List<Route> routes() {
        Stream<Route> pages =
                this.pages.stream()
                        .map(page ->
                                Route.open(
                                        "GET", page.address(), call -> shell(call, script(page))));
        Stream<Route> files =
                Stream.of(
                        Route.open("GET", "/assets/<path>", this::file),
                        Route.open("GET", "/favicon.ico", this::icon));
        return Stream.concat(pages, files).toList();
    }

    private Assets assets() {
        Assets known = assets;
        return known == null ? load() : known;
    }

    private synchronized Assets load() {
        Assets loaded = assets;
        if (loaded == null) {
            loaded = Assets.read();
            assets = loaded;
        }
        return loaded;
    }

    private Answer shell(Call call, String script) {
        return assets().shell(script)
                .answer(call)
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", policy(call))
                .with("Referrer-Policy", "same-origin")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    }

    /// The page that a browser is shown for an unknown address. Programs, and requests below the
    /// paths of programs, get an error instead.
    Optional<Answer> unknown(Call call) {
        boolean reader =
                List.of("GET", "HEAD").contains(call.method())
                        && call.header("Accept").orElse("").contains("text/html")
                        && FOR_PROGRAMS.stream().noneMatch(call.path()::startsWith);
        if (!reader) {
            return Optional.empty();
        }
        Answer page = shell(call, NOWHERE);
        return Optional.of(
                new Answer(
                        page.status() == 200 ? 404 : page.status(),
                        page.contentType(),
                        page.headers(),
                        page.body()));
    }

    /// The script of the page that the browser shows, so that it is fetched at once.
    private String script(ConsolePage page) {
        String to = page.to();
        return to == null
                ? Objects.requireNonNullElse(page.page(), NOWHERE)
                : pages.stream()
                        .filter(other -> other.matches(to))
                        .findFirst()
                        .map(this::script)
                        .orElse(NOWHERE);
    }

    private String policy(Call call) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
                + " img-src 'self' data: blob: "
                + pictures(call)
                + "; connect-src 'self'; manifest-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'";
    }

    /// Where links to pictures lead, which may be another host than the one that was asked.
    private String pictures(Call call) {
        String base = publicUrl.baseFor(call.origin());
        int path = base.indexOf('/', base.indexOf("://") + 3);
        return path < 0 ? base : base.substring(0, path);
    }

    private Answer file(Call call) {
        String path = call.path().substring("/assets/".length());
        return found(call, path)
                .with(
                        "Cache-Control",
                        assets().isForEver(path)
                                ? "public, max-age=31536000, immutable"
                                : "no-cache");
    }

    private Answer icon(Call call) {
        return found(call, "favicon.ico").with("Cache-Control", "no-cache");
    }

    private Answer found(Call call, String path) {
        Asset asset = assets().find(path);
        if (asset == null) {
            throw new Refusal(
                    ErrorCode.PATH_NOT_FOUND, "No such file: " + QuotedText.of(call.path()));
        }
        return asset.answer(call);
    }
}
