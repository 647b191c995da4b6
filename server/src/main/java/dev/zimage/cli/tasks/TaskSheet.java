package dev.zimage.cli.tasks;

import dev.zimage.cli.command.Display;
import dev.zimage.cli.tasks.TaskSearch.Found;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything about a task, a line each.
final class TaskSheet {

    private TaskSheet() {}

    static String of(Found found) {
        Map<String, String> lines = lines(found);
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        String format = "%-" + width + "s  %s";
        return lines.entrySet().stream()
                .map(line -> format.formatted(line.getKey(), line.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> lines(Found found) {
        TaskAnswer answer = found.answer();
        Task task = found.task().task();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("task", answer.id());
        lines.put("account", answer.account());
        lines.put("key", answer.keyId() + ", " + Display.text(answer.keyName()));
        lines.put("status", status(task));
        lines.put("prompt", Display.text(answer.prompt()));
        lines.put("model", answer.model() + ", drawn by engine " + answer.engine());
        lines.put(
                "picture",
                "%s, %dx%d, seed %d, %s"
                        .formatted(
                                answer.aspectRatio(),
                                answer.width(),
                                answer.height(),
                                answer.seed(),
                                answer.outputFormat()));
        lines.put("credits", Display.credits(task.netPrice()));
        lines.put("attempts", String.valueOf(answer.attempts()));
        lines.put("created", time(task.createdAt()));
        lines.put("started", time(task.startedAt()));
        lines.put("finished", time(task.finishedAt()));
        TaskAnswer.ErrorAnswer error = answer.error();
        if (error != null) {
            lines.put("error", error.code() + ": " + Display.text(error.message()));
        }
        if (task.status() == TaskStatus.COMPLETED) {
            Long until = answer.expiresAt();
            lines.put("kept until", until == null ? "deleted" : time(Instant.ofEpochSecond(until)));
        }
        if (answer.metadata() != null) {
            lines.put("metadata", Display.text(answer.metadata()));
        }
        return lines;
    }

    private static String status(Task task) {
        return task.status() == TaskStatus.RUNNING
                ? String.format(Locale.ROOT, "running, %.0f %%", 100 * task.progress())
                : task.status().label();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : Display.time(time) + " UTC";
    }
}
