package dev.zimage.engine.importing;

/// Receives the progress of an import, on the thread that runs it.
public interface ImportListener {

    /// What is written now.
    ///
    /// @param done bytes of the whole model that are written
    /// @param total of the whole model
    void progress(ImportedPart part, long done, long total);

    /// A part is written.
    ///
    /// @param file its path in the model's folder
    void finished(ImportedPart part, String file, long bytes);
}
