package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.Fault;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.engine.goldens.Goldens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an engine loads its model, and what it says of one that cannot be loaded.
class EngineLoadingTest {

    private static final Goldens GOLDENS = Goldens.of("a");
    private static final ImageRequest FOX = TestPictures.of("fox", 128, 96, 42);

    @TempDir static Path prepared;

    private static ZImageOptions options() {
        return TestPictures.options(GOLDENS, prepared).withSteps(3);
    }

    @Test
    void loading_tells_how_far_it_is_and_ends_ready() throws Exception {
        List<Double> fractions = new ArrayList<>();
        List<String> doings = new ArrayList<>();
        try (ZImageEngine loading =
                ZImageEngine.start(
                        options().withPrepared(prepared.resolve("anew")),
                        (what, fraction) -> {
                            doings.add(what);
                            fractions.add(fraction);
                        })) {
            loading.generate(FOX, ProgressListener.NONE);
            assertThat(loading.readiness()).isEqualTo(new Readiness.Ready());
        }
        assertThat(fractions).isSorted().endsWith(1.0);
        assertThat(doings)
                .contains(
                        "checking the files of the transformer",
                        "preparing the transformer",
                        "loading the decoder",
                        "ready");
    }

    /// A published model takes minutes to prepare.
    @Test
    void what_is_wrong_is_told_without_the_rest_being_prepared_first() throws Exception {
        Path model = Files.createDirectory(prepared.resolve("model"));
        for (String part :
                List.of("model_index.json", "scheduler", "text_encoder", "transformer", "vae")) {
            Files.createSymbolicLink(
                    model.resolve(part), GOLDENS.model().toAbsolutePath().resolve(part));
        }
        Path anew = prepared.resolve("stopped");
        CountDownLatch failed = new CountDownLatch(1);
        AtomicReference<String> reason = new AtomicReference<>();
        LoadListener slow =
                new LoadListener() {
                    @Override
                    public void loading(String what, double fraction) {
                        if (what.equals("preparing the transformer")) {
                            LockSupport.parkNanos(20_000_000);
                        }
                    }

                    @Override
                    public void failed(Fault fault) {
                        reason.set(fault.text());
                        failed.countDown();
                    }
                };
        ZImageOptions withoutTokenizer =
                ZImageOptions.of(model).withPrepared(anew).withMemory(Long.MAX_VALUE);
        try (ZImageEngine _ = ZImageEngine.start(withoutTokenizer, slow)) {
            failed.await();
            assertThat(reason.get()).contains("tokenizer.json");
            assertThat(anew).isDirectoryNotContaining("glob:**transformer.*.weights.manifest");
        }
    }

    @Test
    void a_weight_of_an_unknown_type_is_named() throws Exception {
        Path model = Files.createDirectory(prepared.resolve("odd"));
        for (String part :
                List.of("model_index.json", "scheduler", "text_encoder", "tokenizer", "vae")) {
            Files.createSymbolicLink(
                    model.resolve(part), GOLDENS.model().toAbsolutePath().resolve(part));
        }
        Path transformer = Files.createDirectory(model.resolve("transformer"));
        try (var files = Files.list(GOLDENS.model().resolve("transformer"))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                Files.write(
                        transformer.resolve(file.getFileName()),
                        text.replaceFirst("\"BF16\"", "\"I16\" ")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        try (ZImageEngine broken =
                ZImageEngine.start(
                        ZImageOptions.of(model).withPrepared(prepared.resolve("odd-prepared")),
                        LoadListener.NONE)) {
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> broken.generate(FOX, ProgressListener.NONE))
                    .withMessageContaining("has values of type I16")
                    .withMessageNotContaining("Exception");
        }
    }

    @Test
    void a_model_that_cannot_be_loaded_says_why_and_draws_nothing() throws Exception {
        List<Fault> failures = new ArrayList<>();
        CountDownLatch failed = new CountDownLatch(1);
        LoadListener listener =
                new LoadListener() {
                    @Override
                    public void loading(String what, double fraction) {}

                    @Override
                    public void failed(Fault fault) {
                        failures.add(fault);
                        failed.countDown();
                    }
                };
        ZImageOptions wrong = ZImageOptions.of(prepared.resolve("nowhere"));
        try (ZImageEngine broken = ZImageEngine.start(wrong, listener)) {
            failed.await();
            assertThat(failures).singleElement().asString().contains("nowhere");
            assertThat(broken.readiness()).isEqualTo(new Readiness.Failed(failures.getFirst()));
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> broken.generate(FOX, ProgressListener.NONE))
                    .withMessageContaining("nowhere");
        }
    }

    @Test
    void an_engine_can_be_closed_while_it_loads() {
        ZImageEngine loading =
                ZImageEngine.start(
                        options().withPrepared(prepared.resolve("never")), LoadListener.NONE);
        loading.close();
        assertThat(loading.readiness()).isInstanceOf(Readiness.Failed.class);
    }
}
