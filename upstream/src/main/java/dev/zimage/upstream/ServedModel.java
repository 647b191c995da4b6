package dev.zimage.upstream;

/// A model as a server knows it.
///
/// @param name what the server calls it
/// @param steps from noise to a picture, 0 to leave them to the server
public record ServedModel(String name, int steps) {

    public ServedModel {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must not be negative: " + steps);
        }
    }
}
