package dev.zimage.api.console;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The parts of the documentation, each with its pages in the order of reading.
enum Chapter {
    START("quick-start", "install", "console", "models"),
    API(
            "authentication",
            "z-image",
            "tasks",
            "errors",
            "limits",
            "webhooks",
            "events",
            "openai",
            "usage",
            "api",
            "java-client",
            "mcp",
            "moderation",
            "text-check"),
    OPERATE(
            "configuration",
            "engines",
            "provenance",
            "command-line",
            "operations",
            "single-sign-on",
            "audit",
            "scaling",
            "observability"),
    DEVELOP("architecture", "development", "releasing", "model", "console-api", "dependencies");

    // It never changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> pages;

    Chapter(String... pages) {
        this.pages = List.of(pages);
    }

    /// The chapter of a page; the last one for a page that none names.
    static Chapter of(String page) {
        return Arrays.stream(values())
                .filter(chapter -> chapter.names(page))
                .findFirst()
                .orElse(DEVELOP);
    }

    boolean names(String page) {
        return pages.contains(page);
    }

    /// Where a page stands in its chapter; one that is not named stands behind all that are.
    int rank(String page) {
        int rank = pages.indexOf(page);
        return rank < 0 ? pages.size() : rank;
    }

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
