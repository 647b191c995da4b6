package dev.zimage.config;

import dev.zimage.text.QuotedText;
import java.util.regex.Pattern;

/// One thing that is wrong with the settings.
///
/// @param subject what is wrong, for example `server.port = "80800"`, or the name alone where that
///   is the mistake
/// @param origin where it was written, for example `zimage.properties line 3`
/// @param message what is wrong with it and what is allowed
public record ConfigProblem(String subject, String origin, String message) {

    private static final int SHOWN = 200;

    /// User and password of a URL.
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^\\s,]+(?=@)");

    static ConfigProblem of(String name, String value, String origin, String message) {
        String harmless = CREDENTIALS.matcher(value).replaceAll("[hidden]");
        return new ConfigProblem(name + " = " + QuotedText.of(harmless, SHOWN), origin, message);
    }

    @Override
    public String toString() {
        return subject + " (" + origin + "): " + message;
    }
}
