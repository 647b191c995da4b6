package dev.zimage.moderation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at prompts and pictures, on this machine. Safe for use by any number of threads.
///
/// The lexicon is read in the background after [#warmUp], or with the first prompt. The picture
/// classifier is loaded when the first checked order comes, or at [#warmUp] where every order is
/// checked.
public final class ContentCheck implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContentCheck.class);

    private final Terms terms;
    private final OperatorWords words;
    private volatile @Nullable CompletableFuture<PromptCheck> prompts;
    private final PictureCheck pictures;
    private final MeterRegistry metrics;

    /// What the operator wants.
    ///
    /// @param always whether every order is checked, asked for or not
    /// @param threshold the least likelihood, 0 to 1, at which a picture is refused
    /// @param allowed a file of words that are harmless here
    /// @param denied a file of words that are not allowed here
    public record Terms(
            boolean always, double threshold, Optional<Path> allowed, Optional<Path> denied) {}

    /// @param loader of the picture classifier
    /// @throws IOException when a file of the operator's cannot be read
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

    /// Whether every order is checked, asked for or not.
    public boolean isAlways() {
        return terms.always;
    }

    /// Looks at a prompt. Sexual content with minors is refused also where no check was asked for.
    ///
    /// @param checked whether the rest of the policy holds too
    public Optional<PolicyViolation> ofPrompt(String prompt, boolean checked) {
        return prompts()
                .join()
                .look(prompt, checked)
                .map(category -> new PolicyViolation(PolicyViolation.Side.PROMPT, category, 1));
    }

    /// Whether pictures can be looked at; loads the classifier if need be, which takes well under a
    /// second.
    public boolean isReady() {
        return pictures.isReady();
    }

    /// Looks at an encoded picture. It is decoded in memory.
    ///
    /// @throws CheckUnavailableException when it could not be looked at: it is not to be let
    ///   through
    public Optional<PolicyViolation> ofPicture(byte[] encoded) throws CheckUnavailableException {
        return pictures.look(encoded);
    }

    /// Writes a refusal down for the operator, once it is in the database: counted by side and
    /// category, and with the request in the log. Neither has the prompt.
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
