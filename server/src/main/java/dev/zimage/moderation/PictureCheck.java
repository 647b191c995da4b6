package dev.zimage.moderation;

import dev.zimage.engine.onnx.SessionException;
import dev.zimage.engine.safety.PictureClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The picture classifier, loaded on first use. If loading failed, it is tried again after a
/// minute.
final class PictureCheck implements AutoCloseable {

    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(PictureCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClassifierLoader loader;
    private final double threshold;
    private final Clock clock;
    private @Nullable CompletableFuture<PictureClassifier> loading;
    private Instant begun = Instant.MIN;

    PictureCheck(ClassifierLoader loader, double threshold, Clock clock) {
        this.loader = loader;
        this.threshold = threshold;
        this.clock = clock;
    }

    /// Starts loading the classifier, unless that was started before.
    synchronized CompletableFuture<PictureClassifier> load() {
        CompletableFuture<PictureClassifier> current = loading;
        boolean tryAgain =
                current == null
                        || (current.isCompletedExceptionally()
                                && !clock.instant().isBefore(begun.plus(AGAIN)));
        if (!tryAgain && current != null) {
            return current;
        }
        begun = clock.instant();
        CompletableFuture<PictureClassifier> next =
                CompletableFuture.supplyAsync(
                        this::loaded, Thread.ofPlatform().name("picture-check").daemon()::start);
        loading = next;
        return next;
    }

    private PictureClassifier loaded() {
        try {
            return loader.load();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            log.error("the picture check cannot be loaded; checked orders are refused", e);
            throw new CompletionException(e);
        }
    }

    boolean isReady() {
        try {
            classifier();
            return true;
        } catch (CheckUnavailableException e) {
            return false; // the reason is in the log once
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PictureClassifier classifier() throws CheckUnavailableException, InterruptedException {
        try {
            return load().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CheckUnavailableException("the picture check is not loaded", e);
        }
    }

    /// Preserves the caller's interrupt.
    Optional<PolicyViolation> look(BufferedImage picture) throws CheckUnavailableException {
        try {
            double score = classifier().classify(picture).pornographic();
            return score < threshold
                    ? Optional.empty()
                    : Optional.of(
                            new PolicyViolation(
                                    PolicyViolation.Side.PICTURE, Category.SEXUAL, score));
        } catch (SessionException e) {
            throw new CheckUnavailableException("the picture could not be checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckUnavailableException("stopped before the picture was checked", e);
        }
    }

    @Override
    public synchronized void close() {
        if (loading != null) {
            var _ = loading.thenAccept(PictureClassifier::close);
        }
    }
}
