package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.PullListener.Progress;
import dev.zimage.engine.hub.PullRequest.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A hub with a small model, a folder to pull it into, and what is usual to do with both.
final class PullFixture implements AutoCloseable {

    static final String TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors";
    static final String VAE = "vae/diffusion_pytorch_model.safetensors";

    final Path disk;
    final Path folder;
    final TestHub hub;
    final Ear ear = new Ear();

    PullFixture(Path disk) throws IOException {
        this.disk = disk;
        this.folder = disk.resolve("models/z-image-turbo");
        this.hub = new TestHub().withModel();
    }

    /// Remembers what was told.
    static final class Ear implements PullListener {
        final List<String> finished = new ArrayList<>();
        final List<Progress> progress = new CopyOnWriteArrayList<>();
        final List<String> setbacks = new CopyOnWriteArrayList<>();

        @Override
        public void progress(Progress now) {
            progress.add(now);
        }

        @Override
        public void finished(String path, long bytes) {
            finished.add(path);
        }

        @Override
        public void retrying(String path, String reason, Duration wait) {
            setbacks.add(path + ": " + reason);
        }
    }

    PullRequest request(Dialect dialect, @Nullable String token) {
        return request(dialect, dialect.defaultRevision(), token, false);
    }

    PullRequest request(Dialect dialect, String revision, @Nullable String token, boolean recheck) {
        return new PullRequest(
                new ModelSource(hub.address(dialect), TestHub.REPOSITORY, revision),
                folder,
                token == null ? null : new AccessToken(token),
                EnvironmentProxies.of(Map.of()),
                4,
                recheck);
    }

    ModelPull.Outcome pull() throws PullException, InterruptedException {
        return pull(Dialect.HUGGING_FACE);
    }

    ModelPull.Outcome pull(TransferPolicy policy) throws PullException, InterruptedException {
        return ModelPull.run(request(Dialect.HUGGING_FACE, null), policy, ear, TestHub.CLOCK);
    }

    ModelPull.Outcome pull(Dialect dialect) throws PullException, InterruptedException {
        return ModelPull.run(request(dialect, null), TestHub.POLICY, ear, TestHub.CLOCK);
    }

    void pullFails(PullException.Kind kind, String... words) {
        assertThatThrownBy(this::pull)
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
        assertThat(FolderState.of(folder)).isNotInstanceOf(FolderState.Whole.class);
    }

    Set<String> inFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void requireModel() throws IOException {
        for (String path : needed()) {
            assertThat(folder.resolve(path)).hasBinaryContent(hub.content(path));
        }
        assertThat(FolderState.of(folder)).isInstanceOf(FolderState.Whole.class);
        assertThat(folder.resolve(".pull")).doesNotExist();
    }

    Set<String> needed() {
        Set<String> needed = new TreeSet<>(hub.files.keySet());
        needed.removeAll(
                Set.of(
                        "README.md",
                        "assets/showcase.jpg",
                        "text_encoder/model.fp32.safetensors",
                        "text_encoder/pytorch_model.bin"));
        return needed;
    }

    /// A pull that loses its connections after it has fetched something.
    void breakOff() {
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Cut(200_000));
        hub.transfer.fault(TRANSFORMER, cuts());
        pullFails(PullException.Kind.UNREACHABLE, TRANSFORMER);
        hub.transfer.mend();
        assertThat(FolderState.of(folder)).isEqualTo(new FolderState.Unfinished());
    }

    static FaultyTransfer.Fault[] cuts() {
        return Stream.generate(() -> new FaultyTransfer.Fault.Cut(0))
                .limit(20)
                .toArray(FaultyTransfer.Fault[]::new);
    }

    @Override
    public void close() {
        hub.close();
    }
}
