package dev.zimage.engine.zimage;

import dev.zimage.engine.Fault;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TensorLayout;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.text.PromptTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Estimates the memory of a picture: what a step or the decoder holds at its peak, in addition to
/// the weights, which the runtime keeps in memory of its own.
///
/// Measured at the published widths in `int8`: a step takes 0.23 MB a token (0.96 GB for 1024x1024;
/// 0.26 here), the decoder 3.1 kB a pixel up to a megapixel, and no more above it.
///
/// @param model the shapes
/// @param options what is kept and how
record MemoryEstimator(ModelFolder model, ZImageOptions options) {

    /// Code, heap and what the runtime holds for itself.
    private static final long PROGRAM = 600L << 20;

    /// Arrays of tokens by the width of the model that are held at the widest place of a block, and
    /// by the width of its feed-forward layer.
    private static final int MODEL_WIDE = 6;

    private static final int FEED_FORWARD_WIDE = 4;

    /// Arrays of the size of the picture by the channels before the last level that the decoder
    /// holds at once.
    private static final int PICTURE_WIDE = 3;

    /// Larger pictures are decoded in tiles.
    private static final long TILE_PIXELS = 1 << 20;

    /// What is decoded, in floats, and the picture made of it.
    private static final int BYTES_OF_PIXEL = 3 * 4 * 2 + 4;

    private static final ImageSize SMALLEST = new ImageSize(ImageSize.MIN_SIDE, ImageSize.MIN_SIDE);

    /// Whether the text encoder stays loaded.
    boolean keepsTextEncoder() {
        return switch (options.textEncoder()) {
            case KEEP -> true;
            case DROP -> false;
            case AUTO -> all(options.usualSize(), true) <= options.memory();
        };
    }

    /// How many transformers, each with LoRA files of its own, have room beside a picture.
    int transformers() {
        long free = options.memory() - of(options.usualSize());
        return 1 + (int) Math.max(0, free / weights(model.transformer().tensors()));
    }

    /// Refuses a model whose weights do not fit, before they are loaded.
    void checkWeights() throws ModelException {
        long needed = PROGRAM + transformerAndDecoder() + textEncoder();
        long available = HostMemory.available().orElse(Long.MAX_VALUE);
        if (needed > options.memory()) {
            throw tooLarge(needed, options.memory(), false);
        }
        if (needed > available) {
            throw tooLarge(needed, available, true);
        }
    }

    private ModelException tooLarge(long needed, long there, boolean onlyNow) {
        String reason =
                "the model needs about %s of memory with the precision %s, and there are %s%s"
                        .formatted(
                                gigabytes(needed),
                                options.precision().id(),
                                gigabytes(there),
                                onlyNow ? " now" : "");
        String remedy =
                smallerPrecision(other -> other.of(SMALLEST) <= there)
                        .orElse(onlyNow ? "free memory" : "take a machine with more memory");
        return new ModelException(new Fault(reason, remedy), onlyNow);
    }

    /// Refuses a picture that does not fit, with what would help.
    void check(ImageSize size) throws GenerationException {
        long limit = options.memory();
        long needed = of(size);
        long more = yetToCome(size);
        long available = HostMemory.available().orElse(Long.MAX_VALUE);
        if (needed <= limit && more <= available) {
            return;
        }
        throw new GenerationException(
                GenerationException.Cause.OUT_OF_MEMORY,
                "a picture of %s needs about %s of memory, and there are %s: %s"
                        .formatted(
                                size,
                                gigabytes(needed <= limit ? more : needed),
                                gigabytes(needed <= limit ? available : limit),
                                advice(size)));
    }

    /// Everything that the process has at the peak, in bytes.
    long of(ImageSize size) {
        return all(size, keepsTextEncoder());
    }

    private long all(ImageSize size, boolean keepTextEncoder) {
        long text = textEncoder();
        long picture = forPicture(size) * options.atOnce();
        return PROGRAM
                + transformerAndDecoder()
                + (keepTextEncoder ? text + picture : Math.max(text, picture));
    }

    private long transformerAndDecoder() {
        return weights(model.transformer().tensors()) + decoder();
    }

    /// Without the table of tokens, which stays in its file.
    private long textEncoder() {
        TensorLayout all = model.textEncoder().tensors();
        return weights(all) - weights(all.only("embed_tokens."));
    }

    /// What is not loaded yet before a picture.
    private long yetToCome(ImageSize size) {
        long picture = forPicture(size) * options.atOnce();
        return keepsTextEncoder() ? picture : Math.max(picture, textEncoder());
    }

    private String advice(ImageSize size) {
        if (keepsTextEncoder() && all(size, false) <= options.memory()) {
            return "let the text encoder be dropped after use";
        }
        return smallerPrecision(other -> other.of(size) <= options.memory())
                .orElse(
                        options.atOnce() > 1
                                ? "draw fewer pictures at once"
                                : "ask for a smaller picture");
    }

    private Optional<String> smallerPrecision(Predicate<MemoryEstimator> fits) {
        return Stream.of(Precision.forThisHost(), Precision.Q4)
                .filter(other -> bytes(other) < bytes(options.precision()))
                .filter(other ->
                        fits.test(new MemoryEstimator(model, options.withPrecision(other))))
                .map(other -> "choose the precision " + other.id())
                .findFirst();
    }

    private long forPicture(ImageSize size) {
        return Math.max(forStep(size), forDecoding(size));
    }

    private long forStep(ImageSize size) {
        TransformerConfig config = model.transformer();
        long patch = (long) model.vae().scale() * TransformerConfig.PATCH;
        long tokens = size.pixels() / (patch * patch) + PromptTokenizer.MAX_TOKENS;
        return tokens
                * Float.BYTES
                * ((long) MODEL_WIDE * config.dim()
                        + (long) FEED_FORWARD_WIDE * config.feedForwardDim());
    }

    private long forDecoding(ImageSize size) {
        List<Integer> channels = model.vae().blockChannels();
        int widest = channels.get(Math.min(1, channels.size() - 1));
        return Math.min(size.pixels(), TILE_PIXELS) * Float.BYTES * PICTURE_WIDE * widest
                + size.pixels() * BYTES_OF_PIXEL;
    }

    private long weights(TensorLayout layout) {
        long sum = 0;
        for (List<Long> shape : layout.shapes().values()) {
            long values = shape.stream().reduce(1L, Math::multiplyExact);
            sum += (long) (values * (shape.size() == 2 ? bytes(options.precision()) : Float.BYTES));
        }
        return sum;
    }

    /// Kernels of 3 by 3 are kept as 36 values each, those of a doubled picture as four times 25.
    /// The first and the last convolution keep 9, but are too small to matter.
    private long decoder() {
        long sum = 0;
        for (Map.Entry<String, List<Long>> tensor : model.vae().tensors().shapes().entrySet()) {
            List<Long> shape = tensor.getValue();
            long values = shape.stream().reduce(1L, Math::multiplyExact);
            boolean kernels = shape.size() == 4 && shape.getLast() == 3;
            long kept = !kernels ? 9 : tensor.getKey().contains("upsamplers") ? 100 : 36;
            sum += values * kept / 9 * Float.BYTES;
        }
        return sum;
    }

    /// Of a weight of a linear layer, with its part of the scales.
    private static double bytes(Precision precision) {
        return switch (precision) {
            case FP32 -> 4;
            case INT8 -> 1;
            case Q8 -> 1.05;
            case Q4 -> 0.65;
        };
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
