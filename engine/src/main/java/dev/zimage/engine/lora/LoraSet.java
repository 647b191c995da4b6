package dev.zimage.engine.lora;

import dev.zimage.engine.Fault;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TensorLayout;
import dev.zimage.engine.weights.ContentHash;
import dev.zimage.engine.weights.TensorDelta;
import dev.zimage.engine.weights.WeightChanges;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The LoRA files that a model is drawn with, mapped. Closing unmaps them, so no weights may be
/// prepared with them then.
public final class LoraSet implements AutoCloseable {

    private static final int KEY_DIGITS = 12;

    private final List<Weights> opened = new ArrayList<>();
    private final Map<String, List<TensorDelta>> deltas = new HashMap<>();
    private final List<Lora> loras;

    private LoraSet(List<Lora> loras) {
        this.loras = List.copyOf(loras);
    }

    /// Maps files and matches them with the transformer of a model.
    ///
    /// @throws IOException names the file, and what of it does not fit the model
    public static LoraSet open(List<Lora> loras, ModelFolder model) throws IOException {
        LoraSet set = new LoraSet(loras);
        try {
            TensorLayout layout = model.transformer().tensors();
            for (Lora lora : loras) {
                set.add(lora, layout);
            }
            return set;
        } catch (Throwable e) {
            set.close();
            throw e;
        }
    }

    private void add(Lora lora, TensorLayout layout) throws IOException {
        if (!Files.exists(lora.file())) {
            throw new ModelException(
                    new Fault(
                            "%s: there is no such LoRA file".formatted(lora.file()),
                            "name one as FILE or FILE@STRENGTH, or by its name after"
                                    + " `zimage import --lora`"),
                    false);
        }
        Weights weights = Weights.openFile(lora.file());
        opened.add(weights);
        LoraFile.read(
                lora,
                weights,
                layout,
                (tensor, delta) ->
                        deltas.computeIfAbsent(tensor, _ -> new ArrayList<>()).add(delta));
    }

    /// What they change. The key covers their paths and strengths only; a caller that caches what
    /// it made with them must check that the files are still the same.
    public WeightChanges changes() {
        List<Path> files =
                loras.stream()
                        .flatMap(lora ->
                                Stream.concat(
                                        Stream.of(lora.file()), lora.configuration().stream()))
                        .toList();
        return new WeightChanges(deltas, files, key());
    }

    private String key() {
        if (loras.isEmpty()) {
            return "";
        }
        List<String> each = new ArrayList<>();
        for (Lora lora : loras) {
            Path file = lora.file().toAbsolutePath().normalize();
            each.add(new Lora(file, lora.strength()).toString());
        }
        byte[] digest =
                ContentHash.digest()
                        .digest(String.join("\n", each).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
    }

    @Override
    public void close() {
        opened.forEach(Weights::close);
    }
}
