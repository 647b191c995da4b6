package dev.zimage.engines;

import dev.zimage.config.Config;
import dev.zimage.config.ModelInput;
import dev.zimage.config.OfferedModel;
import dev.zimage.config.WhenDown;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.models.PictureSizes;

/// Makes the catalogue of models from the settings.
public final class Offer {

    private static final String Z_IMAGE =
            "Z-Image-Turbo: text to image, with text in English and Chinese";

    private Offer() {}

    /// The models of an installation.
    public static Catalogue of(Config config) {
        PictureSizes usual = PictureSizes.within(config.engine().pixels());
        return new Catalogue(
                config.models().values().stream().map(model -> model(model, usual)).toList());
    }

    private static Model model(OfferedModel model, PictureSizes usual) {
        return new Model(
                model.id(),
                model.name().isEmpty() ? model.id() : model.name(),
                description(model),
                model.price().orElse(null),
                model.sizes().isEmpty() ? usual : PictureSizes.of(model.sizes()),
                new Model.Terms(
                        model.promptLimit(),
                        model.nsfwChecker(),
                        model.textCheck(),
                        model.whenDown() == WhenDown.WAIT,
                        model.aliases(),
                        model.inputs().contains(ModelInput.IMAGE),
                        model.qualities()));
    }

    private static String description(OfferedModel model) {
        if (!model.description().isEmpty()) {
            return model.description();
        }
        if (model.id().equals(OfferedModel.Z_IMAGE)) {
            return Z_IMAGE;
        }
        return model.inputs().contains(ModelInput.IMAGE)
                ? model.id() + ": text and pictures to image"
                : model.id() + ": text to image";
    }
}
