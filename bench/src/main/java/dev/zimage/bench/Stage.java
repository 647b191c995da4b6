package dev.zimage.bench;

import java.io.PrintWriter;
import java.nio.file.Path;

/// What a benchmark works with.
///
/// @param home the checkout, where the launcher and the results are
/// @param scratch takes files and processes, and clears both away
/// @param progress for the person who waits
record Stage(Plan plan, Path home, Scratch scratch, ChildJvm jvm, PrintWriter progress) {

    void say(String what) {
        progress.println(what);
        progress.flush();
    }
}
