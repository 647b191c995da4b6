package dev.zimage.cli.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/// Tells whether people watch.
final class Terminal {

    private Terminal() {}

    /// Whether standard error is a terminal whose cursor can be moved. Java knows this of standard
    /// output only, so the shell's own test is asked; where there is none, the answer is no.
    static boolean isStandardError(Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
