package dev.zimage.engine;

/// What is wrong with an engine, for its operator and for those whose orders it cannot take.
///
/// @param reason what was found: one line, with paths from the model's folder
/// @param remedy what helps, as an imperative clause; empty where nothing is known
public record Fault(String reason, String remedy) {

    /// Both in one line.
    public String text() {
        return remedy.isEmpty() ? reason : reason + "; " + remedy;
    }
}
