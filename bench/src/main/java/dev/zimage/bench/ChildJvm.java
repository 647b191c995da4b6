package dev.zimage.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to start a class of this program in a process of its own: with the Java, the class path and
/// the options of this process, which are the launcher's.
///
/// @param recordings where flight recordings of the children go, null for none
record ChildJvm(@Nullable Path recordings) {

    ProcessBuilder command(Class<?> main, String... arguments) {
        return command(main.getName(), arguments);
    }

    /// @param main the name of the class
    ProcessBuilder command(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        if (recordings != null) {
            command.add(
                    "-XX:StartFlightRecording:settings=profile,filename="
                            + recordings.resolve(main + "-%p.jfr"));
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /// Without the AOT cache and the debugger, which only one process can use.
    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:AOT") && !option.startsWith("-agent"))
                .toList();
    }
}
