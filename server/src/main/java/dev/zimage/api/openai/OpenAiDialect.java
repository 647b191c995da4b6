package dev.zimage.api.openai;

import dev.zimage.api.Access;
import dev.zimage.api.Envelopes;
import dev.zimage.api.OrderDesk;
import dev.zimage.api.Route;
import dev.zimage.api.TaskWait;
import dev.zimage.media.MediaStore;
import dev.zimage.models.Catalogue;
import dev.zimage.tasks.Tasks;
import java.time.Duration;
import java.util.List;

/// The operations at `/v1` that OpenAI's clients know.
public final class OpenAiDialect {

    private final ImagesHandler images;
    private final ModelsHandler models;

    /// @param patience how long a request waits for its pictures before the client is told to come
    ///   again
    public OpenAiDialect(
            OrderDesk desk,
            Tasks tasks,
            TaskWait wait,
            Duration patience,
            Catalogue catalogue,
            Envelopes envelopes,
            MediaStore media) {
        this.images =
                new ImagesHandler(
                        desk,
                        tasks,
                        wait,
                        patience,
                        catalogue,
                        new ImagesAnswers(envelopes, media));
        this.models = new ModelsHandler(catalogue);
    }

    public List<Route> routes() {
        return List.of(
                Route.keyed("POST", "/v1/images/generations", Access.GENERATE, images::generate),
                Route.keyed("GET", "/v1/models", Access.ANY_KEY, models::list),
                Route.keyed("GET", "/v1/models/{id}", Access.ANY_KEY, models::one));
    }
}
