package dev.zimage.sketch.drawing;

import dev.zimage.sketch.words.Motif;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;

/// Puts motifs into drawings.
final class Motifs {

    private Motifs() {}

    /// Repeats a body for each motif that the prompt names and that has a drawing, with `i`, `n`
    /// and the drawing's `aspect` and `share`. `of` and `except` list places or motifs.
    static Function<Instruction, Instruction> each(Element e, VariableScope scope) {
        Set<String> of = Set.copyOf(e.names("of"));
        Set<String> except = Set.copyOf(e.names("except"));
        int most = Integer.parseInt(e.text("most", "99"));
        String variant = e.text("variant", "");
        List<ObjDoubleConsumer<Frame>> values = scope.setters(List.of("i", "n", "aspect", "share"));
        return body ->
                f -> {
                    List<Motif> motifs =
                            f.picture.named.stream()
                                    .filter(m -> of.isEmpty() || listed(m, of))
                                    .filter(m -> !listed(m, except) && isDrawn(m))
                                    .limit(most)
                                    .toList();
                    for (int i = 0; i < motifs.size(); i++) {
                        f.motif = motifs.get(i);
                        Artwork artwork = drawing(f.picture, fileOf(f.picture, f.motif, variant));
                        f.artwork = artwork;
                        values.get(0).accept(f, i);
                        values.get(1).accept(f, motifs.size());
                        values.get(2).accept(f, artwork.aspect());
                        values.get(3).accept(f, artwork.size());
                        body.run(f);
                    }
                };
    }

    private static boolean isDrawn(Motif motif) {
        return motif.isSubject() && !DrawingLibrary.OF_PROGRAM.motif(motif.name()).isEmpty();
    }

    /// The file of a motif, that of the wanted variant or of a season that the prompt names if
    /// there is one: `person-space`, `tree-autumn`.
    private static String fileOf(Picture picture, Motif motif, String variant) {
        Stream<String> seasons =
                picture.named.stream().map(m -> m.name().equals("spring") ? "blossom" : m.name());
        return Stream.concat(Stream.of(variant), seasons)
                .map(kind -> motif.name() + "-" + kind)
                .filter(file -> !DrawingLibrary.OF_PROGRAM.motif(file).isEmpty())
                .findFirst()
                .orElse(motif.name());
    }

    private static boolean listed(Motif motif, Set<String> list) {
        return list.contains(motif.name()) || list.contains(motif.place());
    }

    /// Draws a motif, that of an `each` if it has no name, so that it stands on a point; mirrored
    /// half of the time, where it may be.
    static Instruction motif(Element e, VariableScope scope) {
        String name = e.optional("name");
        Expression x = scope.number(e, "x");
        Expression y = scope.number(e, "y");
        Expression height = scope.number(e, "height");
        return f -> {
            Artwork artwork = name == null ? f.artwork : drawing(f.picture, name);
            if (artwork == null) {
                return;
            }
            double left = x.in(f);
            double foot = y.in(f);
            double scale = height.in(f) / artwork.height();
            boolean mirrored = f.picture.random.nextBoolean() && artwork.mirrors();
            f.placed(
                    g -> {
                        g.translate(left, foot);
                        g.scale(mirrored ? -scale : scale, scale);
                    },
                    artwork.drawing()::call);
        };
    }

    private static Artwork drawing(Picture picture, String name) {
        List<Artwork> drawings = DrawingLibrary.OF_PROGRAM.motif(name);
        return drawings.get(picture.random.nextInt(drawings.size()));
    }
}
