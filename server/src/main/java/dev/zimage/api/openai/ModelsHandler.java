package dev.zimage.api.openai;

import dev.zimage.api.Json;
import dev.zimage.api.ModelParameter;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import java.time.Instant;
import java.util.List;

/// The models, as OpenAI lists them.
final class ModelsHandler {

    /// When Z-Image-Turbo was published. OpenAI's format requires a date; the catalogue has none.
    private static final long CREATED = Instant.parse("2025-11-27T00:00:00Z").getEpochSecond();

    private final Catalogue catalogue;

    private record ModelList(String object, List<ModelInfo> data) {}

    private record ModelInfo(String id, String object, long created, String ownedBy) {}

    ModelsHandler(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Answer list(Call call) {
        List<ModelInfo> data = catalogue.list().stream().map(ModelsHandler::info).toList();
        return Answer.json(200, Json.write(new ModelList("list", data)));
    }

    Answer one(Call call) {
        Model model = ModelParameter.named(call.pathParameter("id"), catalogue);
        return Answer.json(200, Json.write(info(model)));
    }

    private static ModelInfo info(Model model) {
        return new ModelInfo(model.id(), "model", CREATED, "zimage");
    }
}
