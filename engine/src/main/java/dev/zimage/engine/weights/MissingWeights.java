package dev.zimage.engine.weights;

import dev.zimage.engine.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a folder has in place of `.safetensors` files.
final class MissingWeights {

    private static final List<String> OTHER_FORMS =
            List.of(".gguf", ".bin", ".pt", ".pth", ".ckpt", ".sft", ".zip", ".onnx", ".h5");

    private MissingWeights() {}

    /// @param files that are not folders
    static FileProblem in(Path folder, List<Path> files) throws IOException {
        Optional<Path> partial = files.stream().filter(FileProblem::isPartial).findFirst();
        if (partial.isPresent()) {
            return FileProblem.incomplete(
                    partial.get(), "the download of the weights has not ended");
        }
        Optional<Path> other = files.stream().filter(MissingWeights::isOtherForm).findFirst();
        if (other.isPresent()) {
            Optional<FileProblem> problem = FileProblem.ofWeights(other.get());
            if (problem.isPresent()) {
                return problem.get();
            }
            return problem(
                    other.get() + ": safetensors under another name",
                    "rename it to end in .safetensors");
        }
        return problem(
                folder + ": no weights here: neither *.safetensors nor *.safetensors.index.json",
                "fetch the model with `zimage pull`");
    }

    private static boolean isOtherForm(Path file) {
        String name = file.getFileName().toString();
        return OTHER_FORMS.stream().anyMatch(name::endsWith);
    }

    private static FileProblem problem(String reason, String remedy) {
        return new FileProblem(new Fault(reason, remedy), false);
    }
}
