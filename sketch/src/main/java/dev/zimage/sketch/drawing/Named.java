package dev.zimage.sketch.drawing;

/// A motif that the prompt names.
///
/// @param name as its file has it, `ice-cream`
/// @param place where in a picture it belongs, `table`
public record Named(String name, String place) {}
