package dev.zimage.api;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.texts.PromptTexts;
import dev.zimage.texts.WantedText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The texts that the prompt of an order wants written, and the characters that its engine has no
/// glyphs for.
final class OrderTexts {

    private static final int MOST_KNOWN = 1_000;

    private final Engines engines;

    /// To read a prompt takes a millisecond or two, and lists show the same ones again and again.
    private final Map<Told, List<String>> undrawn = new ConcurrentHashMap<>();

    private record Told(String engine, String prompt) {}

    OrderTexts(Engines engines) {
        this.engines = engines;
    }

    List<Json.OrderText> of(TaskOrder order) {
        ImageEngine engine = engines.of(order.model().id(), order.caller().mode());
        return PromptTexts.find(order.prompt()).stream()
                .map(wanted ->
                        new Json.OrderText(wanted.text(), engine.missingCharacters(wanted.text())))
                .toList();
    }

    /// The words of a task's prompt for things that its engine cannot draw.
    List<String> undrawn(Task task) {
        Told told = new Told(task.engine(), task.prompt());
        List<String> known = undrawn.get(told);
        if (known != null) {
            return known;
        }
        List<String> words = engines.undrawnWords(told.engine, told.prompt);
        if (undrawn.size() >= MOST_KNOWN) {
            undrawn.clear();
        }
        undrawn.put(told, words);
        return words;
    }

    /// The characters that the picture of a task lacks, each once.
    String missing(Task task) {
        String prompt = task.prompt();
        if (engines.missingCharacters(task.engine(), prompt).isEmpty()) {
            return "";
        }
        String wanted =
                PromptTexts.find(prompt).stream()
                        .map(WantedText::text)
                        .collect(Collectors.joining());
        return engines.missingCharacters(task.engine(), wanted);
    }
}
