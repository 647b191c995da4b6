package dev.zimage.cli.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/// Tells whether people watch.
final class Terminal {

    static final int OUTPUT = 1;
    static final int ERROR = 2;

    private Terminal() {}

    /// Whether a stream is a terminal whose cursor can be moved. Java knows this only of standard
    /// input and output together, so the shell's own test is asked; where there is none, the answer
    /// is no.
    static boolean is(int stream, Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        try {
            ProcessBuilder test = new ProcessBuilder("test", "-t", String.valueOf(stream));
            if (stream == OUTPUT) {
                test.redirectOutput(Redirect.INHERIT);
            } else {
                test.redirectError(Redirect.INHERIT);
            }
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
