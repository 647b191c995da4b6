package dev.zimage.api.openai;

import dev.zimage.api.OrderService;
import dev.zimage.api.http.Access;
import dev.zimage.api.http.Route;
import java.time.Duration;
import java.util.List;

/// The operations at `/v1` that OpenAI's clients know.
public final class OpenAiDialect {

    private final ImagesHandler images;
    private final ModelsHandler models;

    /// @param timeout how long a request waits for its pictures before the client is told to come
    ///   again
    public OpenAiDialect(OrderService orders, Duration timeout) {
        this.images = new ImagesHandler(orders, timeout);
        this.models = new ModelsHandler(orders.catalogue());
    }

    public List<Route> routes() {
        return List.of(
                Route.keyed("POST", "/v1/images/generations", Access.GENERATE, images::generate),
                Route.keyed("POST", "/v1/images/edits", Access.GENERATE, images::edit),
                Route.keyed("GET", "/v1/models", Access.ANY_KEY, models::list),
                Route.keyed("GET", "/v1/models/{id}", Access.ANY_KEY, models::one));
    }
}
