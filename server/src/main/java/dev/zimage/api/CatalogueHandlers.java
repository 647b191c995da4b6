package dev.zimage.api;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engines.Engines;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models and the balance.
final class CatalogueHandlers {

    private static final List<String> TEXT_ONLY = List.of("text");
    private static final List<String> WITH_PICTURES = List.of("text", "image");

    private final Catalogue catalogue;
    private final Engines engines;
    private final Accounts accounts;
    private final OrderReadiness readiness;

    CatalogueHandlers(OrderService orders, Accounts accounts) {
        this.catalogue = orders.catalogue();
        this.engines = orders.engines();
        this.accounts = accounts;
        this.readiness = orders.readiness();
    }

    Stream<Route> routes() {
        return Stream.of(
                Route.keyed("GET", "/api/v1/balance", Access.READ, this::balance),
                Route.keyed("GET", "/api/v1/models", Access.ANY_KEY, this::models),
                Route.keyed("GET", "/api/v1/models/{id}", Access.ANY_KEY, this::model));
    }

    Answer balance(Call call) {
        Credits balance = accounts.get(call.caller().account()).balance();
        return Answer.json(200, Json.write(new Json.Balance(balance.amount())));
    }

    Answer models(Call call) {
        Mode mode = call.caller().mode();
        return Answer.json(
                200,
                Json.write(
                        new Json.ModelList(
                                catalogue.list().stream()
                                        .map(model -> info(model, mode))
                                        .toList())));
    }

    private Answer model(Call call) {
        String id = call.pathParameter("id");
        Model model =
                catalogue.find(id).orElseThrow(() -> ModelParameter.unknown(id, 404, catalogue));
        return Answer.json(200, Json.write(info(model, call.caller().mode())));
    }

    private Json.ModelInfo info(Model model, Mode mode) {
        ImageEngine engine = engines.of(model.id(), mode);
        return new Json.ModelInfo(
                model.id(),
                model.name(),
                model.description(),
                model.terms().edits() ? WITH_PICTURES : TEXT_ONLY,
                model.terms().promptLimit(),
                mode == Mode.TEST ? Credits.ZERO.toUsd() : model.usd(),
                credits(model, mode),
                engine.name(),
                readiness.refusal(model, mode).isEmpty(),
                sizes(model),
                OrderParameters.ALL.of(model));
    }

    private static @Nullable Long credits(Model model, Mode mode) {
        if (mode == Mode.TEST) {
            return Credits.ZERO.amount();
        }
        return model.isPriced() ? model.price().amount() : null;
    }

    private static List<Json.Size> sizes(Model model) {
        return model.sizes().all().entrySet().stream()
                .map(shape ->
                        new Json.Size(
                                shape.getKey().label(),
                                shape.getValue().width(),
                                shape.getValue().height()))
                .toList();
    }
}
