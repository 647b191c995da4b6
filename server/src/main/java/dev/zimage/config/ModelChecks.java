package dev.zimage.config;

import dev.zimage.engine.zimage.SamplingOptions;
import dev.zimage.text.QuotedText;
import dev.zimage.upstream.ServerKind;
import dev.zimage.upstream.ServerKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// What is wrong with models and engines that no value alone can be blamed for.
final class ModelChecks {

    /// Engines of this process; tasks keep the names.
    private static final Set<String> RESERVED =
            Arrays.stream(EngineChoice.values())
                    .map(ValueType::label)
                    .collect(Collectors.toUnmodifiableSet());

    private final Settings settings;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ModelChecks(Settings settings) {
        this.settings = settings;
    }

    static List<ConfigProblem> of(Settings settings) {
        ModelChecks checks = new ModelChecks(settings);
        SortedSet<String> engines = settings.members(RemoteKeys.GROUP);
        engines.forEach(checks::engine);
        settings.members(ModelKeys.GROUP).forEach(id -> checks.modelEngine(id, engines));
        settings.members(ModelKeys.GROUP).forEach(checks::inputs);
        settings.members(ModelKeys.GROUP).forEach(checks::style);
        checks.aliases();
        return checks.problems;
    }

    private void engine(String name) {
        String group = RemoteKeys.GROUP + "." + name;
        if (RESERVED.contains(name)) {
            report(group, "this name is taken by an engine of this process; choose another");
        }
        if (settings.get(RemoteKeys.KIND, name).isEmpty()) {
            report(group + ".kind", "must be set: " + kinds());
        }
        if (settings.get(RemoteKeys.URL, name).isEmpty()) {
            report(group + ".url", "must be set: the URL of its server");
        }
        if (settings.get(RemoteKeys.API_KEY_FILE, name).isPresent()
                && settings.get(RemoteKeys.API_KEY_VARIABLE, name).isPresent()) {
            report(group + ".api_key_variable", "leave it out, or api_key_file: one key is enough");
        }
        settings.get(RemoteKeys.KIND, name).ifPresent(kind -> ofKind(name, group, kind));
    }

    private static String kinds() {
        return RemoteKeys.alternatives(ServerKinds.ALL.stream().map(ServerKind::name).toList());
    }

    /// Of the settings that a kind needs, exactly one is set.
    private void ofKind(String name, String group, ServerKind kind) {
        Set<String> given = new HashSet<>(RemoteKeys.files(settings, name).keySet());
        if (!settings.get(RemoteKeys.PRESET, name).isEmpty()) {
            given.add(ServerKind.PRESET);
        }
        List<String> needs = kind.needs();
        if (!needs.isEmpty() && needs.stream().filter(given::contains).count() != 1) {
            List<String> others = needs.subList(1, needs.size());
            report(
                    group + "." + needs.getFirst(),
                    "must be set for the kind %s%s"
                            .formatted(
                                    kind.name(),
                                    others.isEmpty()
                                            ? ""
                                            : ", or else " + RemoteKeys.alternatives(others)));
        }
    }

    private void modelEngine(String id, Set<String> engines) {
        settings.get(ModelKeys.ENGINE, id)
                .filter(name -> !engines.contains(name))
                .ifPresent(name ->
                        report(
                                ModelKeys.ENGINE.key(id).name(),
                                "no engine has this name; engines.%s.kind and engines.%s.url make one"
                                        .formatted(name, name)));
    }

    /// The engines of this process draw from words alone.
    private void inputs(String id) {
        boolean edits = settings.get(ModelKeys.INPUTS, id).contains(ModelInput.IMAGE);
        if (edits && settings.get(ModelKeys.ENGINE, id).isEmpty()) {
            report(
                    ModelKeys.INPUTS.key(id).name(),
                    "only engines on other servers take pictures; name one in models.%s.engine"
                            .formatted(id));
        }
    }

    /// Other servers have LoRA files and guidance of their own.
    private void style(String id) {
        boolean elsewhere = settings.get(ModelKeys.ENGINE, id).isPresent();
        String only = "is for the model of this process; leave it out, or models.%s.engine";
        if (elsewhere && !settings.get(ModelKeys.LORA, id).isEmpty()) {
            report(ModelKeys.LORA.key(id).name(), only.formatted(id));
        }
        if (elsewhere && settings.get(ModelKeys.GUIDANCE, id).isPresent()) {
            report(ModelKeys.GUIDANCE.key(id).name(), only.formatted(id));
        }
        if (elsewhere && !settings.get(ModelKeys.NEGATIVE_PROMPT, id).isEmpty()) {
            report(ModelKeys.NEGATIVE_PROMPT.key(id).name(), only.formatted(id));
        }
        if (!elsewhere && settings.get(ModelKeys.STEPS, id) > SamplingOptions.MOST_STEPS) {
            report(
                    ModelKeys.STEPS.key(id).name(),
                    "must be at most %d with the model of this process"
                            .formatted(SamplingOptions.MOST_STEPS));
        }
    }

    /// A name means one model.
    private void aliases() {
        Map<String, String> owners = new HashMap<>();
        SortedSet<String> ids = settings.members(ModelKeys.GROUP);
        ids.forEach(id -> owners.put(id, id));
        owners.put(OfferedModel.Z_IMAGE, OfferedModel.Z_IMAGE);
        for (String id : ids) {
            for (String alias : settings.get(ModelKeys.ALIASES, id)) {
                String owner = owners.putIfAbsent(alias, id);
                if (owner != null) {
                    report(
                            ModelKeys.ALIASES.key(id).name(),
                            "%s is already a name of %s".formatted(QuotedText.of(alias), owner));
                }
            }
        }
    }

    private void report(String name, String message) {
        problems.add(new ConfigProblem(name, "settings", message));
    }
}
