package dev.zimage.provenance.marking;

/// What a picture was drawn for.
///
/// @param task empty where there is none
/// @param model that was ordered
/// @param engine that drew it
/// @param seed of the picture
/// @param prompt what was asked for; goes into the file only where the marks say so
public record PictureOrder(String task, String model, String engine, long seed, String prompt) {

    /// Without the prompt, which is not to be logged.
    @Override
    public String toString() {
        return "PictureOrder[" + task + ", " + model + ", " + engine + ", " + seed + "]";
    }
}
