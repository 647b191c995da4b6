package dev.zimage.moderation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks prompts and pictures on this machine. Safe for use by any number of threads.
///
/// The lexicon is loaded in the background after [#warmUp], or with the first prompt. The picture
/// classifier is loaded with the first checked order, or by [#warmUp] when every order is checked.
public final class ContentCheck implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContentCheck.class);

    private final Terms terms;
    private final OperatorWords words;
    private volatile @Nullable CompletableFuture<PromptCheck> prompts;
    private final PictureCheck pictures;
    private final MeterRegistry metrics;

    /// The operator's settings.
    ///
    /// @param always whether every order is checked, even when it does not ask for it
    /// @param threshold the likelihood, 0 to 1, from which a picture is refused
    /// @param allowed a file of words that are harmless here
    /// @param denied a file of words that are not allowed here
    public record Terms(
            boolean always, double threshold, Optional<Path> allowed, Optional<Path> denied) {}

    /// @param loader of the picture classifier
    /// @throws IOException when one of the operator's files cannot be read
    public ContentCheck(Terms terms, ClassifierLoader loader, MeterRegistry metrics, Clock clock)
            throws IOException {
        this.terms = terms;
        this.metrics = metrics;
        this.words = OperatorWords.read(terms.allowed, terms.denied);
        this.pictures = new PictureCheck(loader, terms.threshold, clock);
        for (Category category : Category.values()) {
            refusals(PolicyViolation.Side.PROMPT, category);
        }
        refusals(PolicyViolation.Side.PICTURE, Category.SEXUAL);
    }

    /// Loads in the background what orders will need.
    public void warmUp() {
        var _ = prompts();
        if (terms.always) {
            var _ = pictures.load();
        }
    }

    private CompletableFuture<PromptCheck> prompts() {
        CompletableFuture<PromptCheck> current = prompts;
        return current == null || current.isCompletedExceptionally() ? beginPrompts() : current;
    }

    private synchronized CompletableFuture<PromptCheck> beginPrompts() {
        CompletableFuture<PromptCheck> current = prompts;
        if (current == null || current.isCompletedExceptionally()) {
            current =
                    CompletableFuture.supplyAsync(
                            () -> PromptCheck.of(Lexicon.read().with(words)),
                            Thread.ofPlatform().name("lexicon").daemon()::start);
            prompts = current;
        }
        return current;
    }

    /// Whether every order is checked, even when it does not ask for it.
    public boolean isAlways() {
        return terms.always;
    }

    /// Checks a prompt. Sexual content with minors is refused even when no check was requested.
    ///
    /// @param checked whether the rest of the policy applies, too
    public Optional<PolicyViolation> ofPrompt(String prompt, boolean checked) {
        return prompts()
                .join()
                .look(prompt, checked)
                .map(category -> new PolicyViolation(PolicyViolation.Side.PROMPT, category, 1));
    }

    /// Whether pictures can be checked; loads the classifier if necessary, which takes well under a
    /// second.
    public boolean isReady() {
        return pictures.isReady();
    }

    /// Checks a picture.
    ///
    /// @throws CheckUnavailableException when it could not be checked and must not be released
    public Optional<PolicyViolation> ofPicture(BufferedImage picture)
            throws CheckUnavailableException {
        return pictures.look(picture);
    }

    /// Records a refusal for the operator, once it is in the database: as a metric by side and
    /// category, and in the log with the request id. Neither contains the prompt.
    public void refused(String requestId, PolicyViolation objection) {
        log.info("content refused: request={} {}", requestId, objection);
        refusals(objection.side(), objection.category()).increment();
    }

    private Counter refusals(PolicyViolation.Side side, Category category) {
        return Counter.builder("zimage.content.refusals")
                .description("Tasks that the content check refused")
                .tag("side", side.label())
                .tag("category", category.label())
                .register(metrics);
    }

    @Override
    public void close() {
        pictures.close();
    }
}
