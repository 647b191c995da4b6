package dev.zimage.textcheck;

import dev.zimage.engine.onnx.SessionException;
import dev.zimage.loading.LazyLoad;
import dev.zimage.loading.NotLoadedException;
import dev.zimage.ocr.TextProof;
import dev.zimage.ocr.TextReader;
import dev.zimage.texts.PromptTexts;
import dev.zimage.texts.WantedText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/// Reads the texts that prompts want back from their pictures, on this machine. The reader is
/// loaded with the first order that needs it. Safe for use by any number of threads.
public final class TextCheck implements AutoCloseable {

    private final int attempts;
    private final LazyLoad<TextReader> reader;
    private final MeterRegistry metrics;

    /// @param attempts most pictures that are drawn of one task
    /// @param loader of the reader
    public TextCheck(
            int attempts, LazyLoad.Loader<TextReader> loader, MeterRegistry metrics, Clock clock) {
        this.attempts = attempts;
        this.reader = new LazyLoad<>("text reader", loader, TextReader::close, clock);
        this.metrics = metrics;
    }

    /// Shows the counts of these models from the beginning.
    public void count(Collection<String> models) {
        for (String model : models) {
            pictures(model);
            for (TextOutcome outcome : TextOutcome.values()) {
                checks(model, outcome);
            }
        }
    }

    /// Most pictures that are drawn of one task.
    public int attempts() {
        return attempts;
    }

    /// The texts that a prompt wants written.
    public List<String> wanted(String prompt) {
        return PromptTexts.find(prompt).stream().map(WantedText::text).toList();
    }

    /// Whether pictures can be read; loads the reader if necessary, which takes well under a
    /// second.
    public boolean isReady() {
        return reader.isReady();
    }

    /// Says what a picture has of the wanted texts.
    ///
    /// @throws TextCheckUnavailableException when it could not be read
    public TextFinding look(BufferedImage picture, List<String> wanted)
            throws TextCheckUnavailableException, InterruptedException {
        try {
            return new TextFinding(TextProof.of(picture, wanted, reader.get()));
        } catch (SessionException | NotLoadedException e) {
            throw new TextCheckUnavailableException("the picture could not be read", e);
        }
    }

    /// Counts a picture that was drawn for a checked task.
    public void drawn(String model) {
        pictures(model).increment();
    }

    private Counter pictures(String model) {
        return Counter.builder("zimage.text.check.pictures")
                .description("Pictures that were drawn for tasks with a text check")
                .tag("model", model)
                .register(metrics);
    }

    /// Counts a task that has completed with its texts read.
    public void completed(String model, TextCheckResult result) {
        checks(model, TextOutcome.of(result)).increment();
    }

    private Counter checks(String model, TextOutcome outcome) {
        return Counter.builder("zimage.text.checks")
                .description("Completed tasks with a text check, by what was read")
                .tag("model", model)
                .tag("result", outcome.label())
                .register(metrics);
    }

    @Override
    public void close() {
        reader.close();
    }
}
