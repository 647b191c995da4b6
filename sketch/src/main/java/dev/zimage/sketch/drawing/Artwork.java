package dev.zimage.sketch.drawing;

import java.io.InputStream;
import java.util.Objects;

/// A motif's drawing that was read from its SVG file. Immutable, and so safe to share between
/// threads.
///
/// @param height of its box in its own units; what is drawn may reach beyond it
/// @param aspect its width for a height of one
/// @param size its usual height as a share of the picture's shorter side
/// @param mirrors whether it may be mirrored
record Artwork(
        double height, double aspect, double size, boolean mirrors, DrawingTemplate drawing) {

    /// @throws DrawingException when the file is not a motif
    static Artwork read(String name, InputStream svg, DrawingLibrary library) {
        String file = name + ".svg";
        Element root = Element.read(file, svg);
        try {
            String[] box = root.text("viewBox").split("\\s+", -1);
            double height = Double.parseDouble(box[3]);
            return new Artwork(
                    height,
                    Double.parseDouble(box[2]) / height,
                    Double.parseDouble(root.text("data-size", "0.25")),
                    !root.text("data-mirror", "yes").equals("no"),
                    Objects.requireNonNull(DrawingReader.read(file, root, library).get("")));
        } catch (IllegalArgumentException e) {
            throw new DrawingException(file, root.line(), String.valueOf(e.getMessage()), e);
        }
    }
}
