package dev.zimage.api;

import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.http.Refusal;
import dev.zimage.engine.ImageFormat;
import dev.zimage.errors.ErrorCode;
import dev.zimage.intake.GivenPicture;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.textcheck.TextCheckMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a request wants drawn: the checked body of `POST /api/v1/images/generations`, or the same
/// from another dialect. A member that is null counts as left out.
public record GenerationRequest(Model model, ParameterValues values) {

    /// Checks a body against the contract.
    ///
    /// @throws Refusal that names the first thing that is wrong and what to change
    public static GenerationRequest read(ObjectNode body, Catalogue catalogue) {
        List<String> known = OrderParameters.ALL.names(OrderDialect.API);
        Model model = ModelParameter.required(body, known, catalogue);
        return new GenerationRequest(
                model, OrderParameters.ALL.read(Fields.of(body, known), OrderDialect.API, model));
    }

    public String prompt() {
        return values.get(OrderParameters.PROMPT);
    }

    public AspectRatio aspectRatio() {
        return values.get(OrderParameters.ASPECT_RATIO);
    }

    public boolean nsfwChecker() {
        return values.get(OrderParameters.NSFW_CHECKER);
    }

    public TextCheckMode textCheck() {
        return values.get(OrderParameters.TEXT_CHECK);
    }

    /// Null to have one drawn at random.
    public @Nullable Long seed() {
        return values.find(OrderParameters.SEED);
    }

    public ImageFormat format() {
        return values.get(OrderParameters.OUTPUT_FORMAT);
    }

    /// A JSON object, null for none.
    public @Nullable String metadata() {
        return values.find(OrderParameters.METADATA);
    }

    /// Not checked yet, null for none.
    public @Nullable String callbackUrl() {
        return values.find(OrderParameters.CALLBACK_URL);
    }

    /// Pictures to edit, empty for none.
    public List<GivenPicture> pictures() {
        List<GivenPicture> one = values.find(OrderParameters.IMAGE_URL);
        List<GivenPicture> several = values.find(OrderParameters.IMAGE_URLS);
        return one != null ? one : several != null ? several : List.of();
    }

    /// Leaves the values out, so that no prompt gets into a log.
    @Override
    public String toString() {
        return "GenerationRequest[" + model.id() + "]";
    }

    public static Refusal invalid(String message) {
        return new Refusal(ErrorCode.PARAMETER_INVALID, message);
    }
}
