package dev.zimage.models;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models that this installation offers. Immutable.
public final class Catalogue {

    /// The model that is always there.
    public static final String Z_IMAGE = "z-image";

    private final List<Model> models;
    private final Map<String, Model> byName = new HashMap<>();

    /// @param models `z-image` first; no id or alias twice
    public Catalogue(Collection<Model> models) {
        this.models = List.copyOf(models);
        for (Model model : this.models) {
            add(model.id(), model);
            model.terms().aliases().forEach(alias -> add(alias, model));
        }
    }

    private void add(String name, Model model) {
        if (byName.put(name, model) != null) {
            throw new IllegalArgumentException("two models are called " + name);
        }
    }

    /// All models, `z-image` first.
    public List<Model> list() {
        return models;
    }

    /// The model with this id or alias.
    public Optional<Model> find(String id) {
        return Optional.ofNullable(byName.get(id));
    }

    /// The model that orders mean that name none.
    public Model usual() {
        return models.getFirst();
    }

    /// The longest prompt that any model takes.
    public int longestPrompt() {
        return models.stream().mapToInt(model -> model.terms().promptLimit()).max().orElseThrow();
    }
}
