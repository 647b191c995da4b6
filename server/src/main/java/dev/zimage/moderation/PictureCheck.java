package dev.zimage.moderation;

import dev.zimage.engine.onnx.SessionException;
import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.loading.LazyLoad;
import dev.zimage.loading.NotLoadedException;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The picture classifier, loaded on first use.
final class PictureCheck implements AutoCloseable {

    private final LazyLoad<PictureClassifier> classifier;
    private final double threshold;

    PictureCheck(ClassifierLoader loader, double threshold, Clock clock) {
        this.classifier =
                new LazyLoad<>("picture check", loader::load, PictureClassifier::close, clock);
        this.threshold = threshold;
    }

    /// Starts loading the classifier, unless that was started before.
    CompletableFuture<PictureClassifier> load() {
        return classifier.start();
    }

    boolean isReady() {
        return classifier.isReady();
    }

    /// Preserves the caller's interrupt.
    Optional<PolicyViolation> look(BufferedImage picture) throws CheckUnavailableException {
        try {
            double score = classifier.get().classify(picture).pornographic();
            return score < threshold
                    ? Optional.empty()
                    : Optional.of(
                            new PolicyViolation(
                                    PolicyViolation.Side.PICTURE, Category.SEXUAL, score));
        } catch (SessionException | NotLoadedException e) {
            throw new CheckUnavailableException("the picture could not be checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckUnavailableException("stopped before the picture was checked", e);
        }
    }

    @Override
    public void close() {
        classifier.close();
    }
}
