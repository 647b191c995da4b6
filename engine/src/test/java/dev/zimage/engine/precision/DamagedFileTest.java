package dev.zimage.engine.precision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.hub.PulledModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What helps against damaged weights depends on how the model has come to the machine.
class DamagedFileTest {

    @TempDir Path model;

    @Test
    void a_model_that_no_pull_has_fetched_is_to_be_imported_again() {
        assertThat(message())
                .startsWith(weights() + ": the file is damaged: tensor w is zeros; ")
                .contains("`zimage import`", "`zimage pull --to " + model + "`")
                .doesNotContain("--recheck");
    }

    @Test
    void a_pulled_model_is_to_be_checked_again() throws IOException {
        Files.writeString(model.resolve(PulledModel.FILE), "{}");

        assertThat(message()).contains("`zimage pull --recheck`").doesNotContain("import");
    }

    private String message() {
        return DamagedFile.of(weights(), "tensor w is zeros").fault().text();
    }

    private Path weights() {
        return model.resolve("transformer/model.safetensors");
    }
}
