package dev.zimage.models;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The models that this installation offers. Immutable.
public final class Catalogue {

    /// The model that is always there.
    public static final String Z_IMAGE = "z-image";

    private final List<Model> models;

    /// @param zImageUsd the price of one picture of `z-image`
    /// @param sizes of the pictures of every model
    public Catalogue(BigDecimal zImageUsd, PictureSizes sizes) {
        this.models =
                List.of(
                        new Model(
                                Z_IMAGE,
                                "Z-Image-Turbo: text to image, with text in English and Chinese",
                                zImageUsd,
                                sizes));
    }

    public List<Model> list() {
        return models;
    }

    public Optional<Model> find(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }
}
