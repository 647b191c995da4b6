package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.precision.AutoPrecision;
import dev.zimage.engine.precision.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How a model is loaded and run.
///
/// @param weights the model's folder, as published
/// @param prepared the folder for weights in the form that is computed with; made when it is needed
/// @param loras that the transformer is changed with
/// @param precision of the linear layers
/// @param auto whether that is only the usual one, which a measurement on this machine may replace
/// @param threads that compute one picture
/// @param sampling how noise becomes a picture
/// @param atOnce pictures that are drawn at the same time; others wait
/// @param textEncoder whether it stays loaded
/// @param memory that the process may use, in bytes
/// @param styles of models that have LoRA files or sampling of their own, by their ids
/// @param usualSize what pictures must find room for beside a text encoder that stays by itself
public record ZImageOptions(
        Path weights,
        Path prepared,
        List<Lora> loras,
        Precision precision,
        boolean auto,
        int threads,
        SamplingOptions sampling,
        int atOnce,
        TextEncoderUse textEncoder,
        long memory,
        Map<String, ModelStyle> styles,
        ImageSize usualSize) {

    public ZImageOptions {
        loras = List.copyOf(loras);
        styles = Map.copyOf(styles);
        if (threads < 1 || atOnce < 1 || memory < 1) {
            throw new IllegalArgumentException(
                    "threads, pictures at once and memory must be above 0");
        }
    }

    /// What suits this machine, with prepared weights beside the published ones.
    public static ZImageOptions of(Path weights) {
        return new ZImageOptions(
                weights,
                weights.resolve("prepared"),
                List.of(),
                Precision.forThisHost(),
                true,
                Runtime.getRuntime().availableProcessors(),
                SamplingOptions.USUAL,
                1,
                TextEncoderUse.AUTO,
                HostMemory.limit(),
                Map.of(),
                new ImageSize(1024, 1024));
    }

    public ZImageOptions withPrepared(Path folder) {
        return with(changed -> changed.prepared = folder);
    }

    public ZImageOptions withLoras(List<Lora> changes) {
        return with(changed -> changed.loras = changes);
    }

    public ZImageOptions withPrecision(Precision other) {
        return with(changed -> {
            changed.precision = other;
            changed.auto = false;
        });
    }

    /// With the precision that was measured on this machine before, where none was asked for.
    public ZImageOptions known() {
        return auto
                ? with(changed -> changed.precision = AutoPrecision.known(prepared).precision())
                : this;
    }

    /// With the precision that is fastest on this machine, where none was asked for. It is measured
    /// unless it was before.
    ZImageOptions measured() {
        return auto ? withPrecision(AutoPrecision.measured(prepared).precision()) : this;
    }

    public ZImageOptions withThreads(int count) {
        return with(changed -> changed.threads = count);
    }

    public ZImageOptions withSteps(int count) {
        return withSampling(sampling.withSteps(count));
    }

    public ZImageOptions withSampling(SamplingOptions asked) {
        return with(changed -> changed.sampling = asked);
    }

    public ZImageOptions withAtOnce(int count) {
        return with(changed -> changed.atOnce = count);
    }

    public ZImageOptions withTextEncoder(TextEncoderUse use) {
        return with(changed -> changed.textEncoder = use);
    }

    public ZImageOptions withMemory(long bytes) {
        return with(changed -> changed.memory = bytes);
    }

    public ZImageOptions withStyles(Map<String, ModelStyle> byModel) {
        return with(changed -> changed.styles = byModel);
    }

    /// How a model is drawn.
    ///
    /// @param id empty for the usual one
    public ModelStyle style(String id) {
        return styles.getOrDefault(id, new ModelStyle(loras, sampling));
    }

    public ZImageOptions withUsualSize(ImageSize size) {
        return with(changed -> changed.usualSize = size);
    }

    private ZImageOptions with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return changed.options();
    }

    /// Options that are being changed.
    private static final class Changed {

        private final Path weights;
        private Path prepared;
        private List<Lora> loras;
        private Precision precision;
        private boolean auto;
        private int threads;
        private SamplingOptions sampling;
        private int atOnce;
        private TextEncoderUse textEncoder;
        private long memory;
        private Map<String, ModelStyle> styles;
        private ImageSize usualSize;

        private Changed(ZImageOptions options) {
            weights = options.weights;
            prepared = options.prepared;
            loras = options.loras;
            precision = options.precision;
            auto = options.auto;
            threads = options.threads;
            sampling = options.sampling;
            atOnce = options.atOnce;
            textEncoder = options.textEncoder;
            memory = options.memory;
            styles = options.styles;
            usualSize = options.usualSize;
        }

        private ZImageOptions options() {
            return new ZImageOptions(
                    weights,
                    prepared,
                    loras,
                    precision,
                    auto,
                    threads,
                    sampling,
                    atOnce,
                    textEncoder,
                    memory,
                    styles,
                    usualSize);
        }
    }
}
