package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;

/// The inputs of a graph that say how a picture is cut into [Strips] at one level of the decoder.
///
/// @param rows of the picture that each strip is computed from, with one above, one below and one
///   whose values do not matter
/// @param inside 1 for rows within the picture, 0 for those beyond its edges and for the last
/// @param around for each tile, the places in the strip of the pixels that it is computed from
/// @param places for each pixel of a strip, its place among the results of the tiles
/// @param doubled the same for results of twice the size
/// @param height of the picture
record StripLevel(
        Value rows, Value inside, Value around, Value places, Value doubled, Value height) {

    static StripLevel declare(Graph graph, int level) {
        return new StripLevel(
                integers(graph, "rows." + level, "strips" + level, "around" + level),
                graph.input(
                        "inside." + level,
                        ElementType.FLOAT,
                        "strips" + level,
                        "around" + level,
                        1,
                        1),
                integers(graph, "around." + level, Strips.AROUND * Strips.AROUND, "tiles" + level),
                integers(graph, "places." + level, "high" + level, "wide" + level),
                integers(graph, "doubled." + level, "higher" + level, "wider" + level),
                integers(graph, "height." + level, 1));
    }

    private static Value integers(Graph graph, String name, Object... axes) {
        return graph.input(name, ElementType.FLOAT, axes).cast(ElementType.INT64);
    }
}
