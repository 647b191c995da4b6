package dev.zimage.config;

import dev.zimage.text.QuotedText;

/// One thing that is wrong with the settings.
///
/// @param subject what is wrong, for example `server.port = "80800"`, or the name alone where that
///   is the mistake
/// @param origin where it was written, for example `zimage.properties line 3`
/// @param message what is wrong with it and what is allowed
public record ConfigProblem(String subject, String origin, String message) {

    private static final int SHOWN = 200;

    static ConfigProblem of(String name, String value, String origin, String message) {
        return new ConfigProblem(name + " = " + QuotedText.of(value, SHOWN), origin, message);
    }

    @Override
    public String toString() {
        return subject + " (" + origin + "): " + message;
    }
}
