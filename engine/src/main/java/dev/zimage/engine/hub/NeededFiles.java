package dev.zimage.engine.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Selects the files of a repository that make up the model, in the layout that Tongyi-MAI
/// publishes: the configurations, the tokenizer, the weights as safetensors and the licence.
/// Pictures, other formats and other precisions are not fetched.
final class NeededFiles {

    private static final Pattern SMALL =
            Pattern.compile(
                    "model_index\\.json|LICENSE[^/]*|NOTICE[^/]*"
                            + "|(scheduler|text_encoder|transformer|vae)/[^/]+\\.json"
                            + "|tokenizer/[^/]+\\.(json|txt|model|jinja)");
    private static final Pattern WEIGHTS =
            Pattern.compile(
                    "((?:text_encoder|transformer|vae)/[A-Za-z0-9_-]+?)(-\\d{5}-of-\\d{5})?"
                            + "\\.safetensors");

    /// The files that every model has.
    private static final List<String> REQUIRED =
            List.of(
                    "model_index.json",
                    "scheduler/scheduler_config.json",
                    "text_encoder/config.json",
                    "tokenizer/tokenizer.json",
                    "transformer/config.json",
                    "vae/config.json");

    private NeededFiles() {}

    /// The needed ones, the small ones first.
    ///
    /// @throws PullException when one is missing, has no checksum, or the list is not to be trusted
    static List<HubFile> of(String repository, List<HubFile.ListedFile> listed)
            throws PullException {
        Set<String> names = new HashSet<>();
        for (HubFile.ListedFile file : listed) {
            requireHarmless(file.path());
            names.add(file.path());
        }
        List<HubFile> needed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (HubFile.ListedFile file : listed) {
            if (isNeeded(file.path(), names)) {
                needed.add(file.checked());
                if (!taken.add(file.path())) {
                    throw unsafe("twice", file.path());
                }
            }
        }
        requireWhole(repository, taken);
        needed.sort(Comparator.comparingLong(HubFile::size).thenComparing(HubFile::path));
        return List.copyOf(needed);
    }

    private static void requireHarmless(String path) throws PullException {
        if (path.startsWith("/")
                || path.contains("\\")
                || List.of(path.split("/", -1)).contains("..")) {
            throw unsafe("outside of its folder", path);
        }
    }

    private static PullException unsafe(String where, String path) {
        return new PullException(
                PullException.Kind.UNSAFE,
                "the hub lists a file " + where + ": " + HubResponse.quoted(path));
    }

    /// Where a component is there in one file and in shards, the index tells that the shards are
    /// meant.
    private static boolean isNeeded(String path, Set<String> names) {
        if (SMALL.matcher(path).matches()) {
            return true;
        }
        Matcher weights = WEIGHTS.matcher(path);
        return weights.matches()
                && names.contains(weights.group(1) + ".safetensors.index.json")
                        == (weights.group(2) != null);
    }

    private static void requireWhole(String repository, Set<String> taken) throws PullException {
        List<String> missing =
                new ArrayList<>(REQUIRED.stream().filter(name -> !taken.contains(name)).toList());
        for (String folder : List.of("text_encoder", "transformer", "vae")) {
            if (taken.stream()
                    .noneMatch(name ->
                            name.startsWith(folder + "/") && name.endsWith(".safetensors"))) {
                missing.add(folder + "/*.safetensors");
            }
        }
        if (!missing.isEmpty()) {
            throw new PullException(
                    PullException.Kind.NOT_A_MODEL,
                    repository
                            + " is not in the layout of Z-Image-Turbo; it lacks "
                            + String.join(", ", missing));
        }
    }
}
