package dev.zimage.config;

/// What the servers of an engine speak.
public enum RemoteKind {
    /// OpenAI's images API, or one of its relatives.
    OPENAI,
    /// A queue of jobs: submit, poll, fetch.
    JOBS,
    /// ComfyUI.
    COMFYUI
}
