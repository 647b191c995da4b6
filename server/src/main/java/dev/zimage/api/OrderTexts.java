package dev.zimage.api;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.texts.PromptTexts;
import java.util.List;

/// The texts that the prompt of an order wants written, and the characters that its engine has no
/// glyphs for.
final class OrderTexts {

    private final Engines engines;

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
}
