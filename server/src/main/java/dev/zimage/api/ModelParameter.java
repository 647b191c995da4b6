package dev.zimage.api;

import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Spelling;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.text.NearestName;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Reads the member `model` of an order. It is checked before every other parameter, because a
/// client that asks for a model of another service gets the other parameters wrong for the same
/// reason.
public final class ModelParameter {

    static final String NAME = OrderParameters.MODEL.name();

    private ModelParameter() {}

    /// The model that an order has to name.
    ///
    /// @param known the members that the order may have
    /// @throws Refusal when it names none, or one that is not in the catalogue
    static Model required(ObjectNode order, List<String> known, Catalogue catalogue) {
        return optional(order, catalogue).orElseThrow(() -> missing(order, known));
    }

    /// The model that an order names; empty when it leaves the choice to us.
    ///
    /// @throws Refusal when it is not in the catalogue
    public static Optional<Model> optional(ObjectNode order, Catalogue catalogue) {
        return Optional.ofNullable(Fields.of(order).text(NAME)).map(id -> named(id, catalogue));
    }

    /// The model with this id.
    ///
    /// @throws Refusal when there is none
    public static Model named(String id, Catalogue catalogue) {
        return catalogue
                .find(id)
                .orElseThrow(() -> unknown(id, ErrorCode.MODEL_UNSUPPORTED.status(), catalogue));
    }

    static Refusal unknown(String id, int status, Catalogue catalogue) {
        List<String> ids = catalogue.list().stream().map(Model::id).toList();
        return new Refusal(
                        ErrorCode.MODEL_UNSUPPORTED,
                        status,
                        Spelling.unknownOneOf("model", id, ids))
                .about(NAME);
    }

    /// An order without a model may have it under a misspelt name, and then that is the error.
    private static Refusal missing(ObjectNode order, List<String> known) {
        return order.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .filter(name ->
                        NearestName.nearest(name, known.stream()).filter(NAME::equals).isPresent())
                .findFirst()
                .map(name -> Fields.unknown(name, known))
                .orElseGet(() -> Fields.missing(NAME));
    }
}
