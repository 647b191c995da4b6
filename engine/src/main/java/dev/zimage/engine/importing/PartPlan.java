package dev.zimage.engine.importing;

import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TensorLayout;
import dev.zimage.engine.model.WeightsKind;
import dev.zimage.engine.weights.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What is written of one part, in the order of its file, checked against the configuration.
///
/// @param source to be read from while this is written
record PartPlan(ImportedPart part, SourceWeights source, List<PlannedTensor> tensors) {

    /// A convolution of 1 by 1 is a matrix.
    private static final Predicate<String> MATRICES =
            Pattern.compile("\\.attentions\\.\\d+\\.to_.*weight$").asPredicate();

    PartPlan {
        tensors = List.copyOf(tensors);
    }

    /// @throws ImportException when the file is of another part, or its tensors are not those that
    ///   the configuration asks for; names the first of them
    static PartPlan of(ImportedPart part, SourceWeights source, ModelFolder model)
            throws ImportException {
        TensorLayout layout = part.layout(model);
        Map<String, PlannedTensor> planned = new LinkedHashMap<>();
        PartNames names = part.names(model);
        for (SourceTensor tensor : source.tensors()) {
            for (PartNames.Target target : names.targets(tensor.name())) {
                PlannedTensor one = planned(source, tensor, target, layout);
                if (planned.putIfAbsent(target.name(), one) != null) {
                    throw new ImportException(
                            "%s: two tensors are %s; the second is %s"
                                    .formatted(
                                            source.path(),
                                            Names.one(target.name()),
                                            Names.one(tensor.name())),
                            "");
                }
            }
        }
        if (planned.keySet().stream().noneMatch(layout.shapes()::containsKey)) {
            throw otherPart(part, source);
        }
        check(part, source, layout, planned);
        return new PartPlan(part, source, kept(part, layout, planned));
    }

    private static PlannedTensor planned(
            SourceWeights source, SourceTensor tensor, PartNames.Target target, TensorLayout layout)
            throws ImportException {
        List<Long> shape = new ArrayList<>(tensor.shape());
        if (target.parts() > 1) {
            if (shape.isEmpty() || shape.getFirst() % target.parts() != 0) {
                throw new ImportException(
                        "%s: %s is %s, which cannot be split into %d"
                                .formatted(
                                        source.path(),
                                        Names.one(tensor.name()),
                                        shape,
                                        target.parts()),
                        "");
            }
            shape.set(0, shape.getFirst() / target.parts());
        }
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        return new PlannedTensor(
                target.name(),
                shape(target.name(), shape, layout),
                tensor.values(),
                target.part() * count,
                count);
    }

    /// The shape that is asked for where the two differ only in sides of 1, which programs add and
    /// leave out.
    private static List<Long> shape(String name, List<Long> shape, TensorLayout layout) {
        List<Long> wanted = layout.shapes().get(name);
        if (wanted != null && withoutOnes(wanted).equals(withoutOnes(shape))) {
            return wanted;
        }
        return MATRICES.test(name) && shape.size() == 4 ? shape.subList(0, 2) : shape;
    }

    private static List<Long> withoutOnes(List<Long> shape) {
        return shape.stream().filter(side -> side != 1).toList();
    }

    private static void check(
            ImportedPart part,
            SourceWeights source,
            TensorLayout layout,
            Map<String, PlannedTensor> planned)
            throws ImportException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        planned.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Optional<String> differences = layout.differences(shapes);
        if (differences.isPresent()) {
            throw new ImportException(
                    "%s: not the %s of the configuration%s"
                            .formatted(source.path(), part.label(), differences.get()),
                    "take another file, or name the configuration of this one with --config; without"
                            + " that it is Z-Image-Turbo's");
        }
    }

    private static ImportException otherPart(ImportedPart part, SourceWeights source) {
        Optional<WeightsKind> kind = WeightsKind.of(source.names());
        Optional<ImportedPart> other = kind.flatMap(ImportedPart::of).filter(o -> o != part);
        String what =
                kind.map(k -> "this is " + k.description())
                        .orElseGet(() ->
                                "unknown weights (" + Names.some(source.names().stream()) + ")");
        return new ImportException(
                "%s: %s, not the %s of Z-Image".formatted(source.path(), what, part.label()),
                other.map(o -> "name it with " + o.option())
                        .orElse(
                                "name the %s's file with %s"
                                        .formatted(part.label(), part.option())));
    }

    /// Of what the engine does not use, the encoder of pictures is kept, for other programs.
    private static List<PlannedTensor> kept(
            ImportedPart part, TensorLayout layout, Map<String, PlannedTensor> planned) {
        return planned.values().stream()
                .filter(tensor ->
                        part == ImportedPart.AUTOENCODER
                                || layout.shapes().containsKey(tensor.name()))
                .toList();
    }

    /// Of the file that is written, without its header.
    long bytes() {
        return tensors.stream().mapToLong(PlannedTensor::bytes).sum();
    }
}
