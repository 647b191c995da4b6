package dev.zimage.tasks.submission;

/// What became of an order for several pictures.
public sealed interface BatchSubmission {

    /// All tasks are stored and paid for; or the content check refused the prompt: then they are
    /// stored as failed from the start, and nothing was charged.
    record Accepted(Batch batch) implements BatchSubmission {}

    /// The same order came before; these are its tasks, and nothing was charged.
    record Joined(Batch batch) implements BatchSubmission {}

    /// No task was made and nothing was charged.
    record Declined(Submission.Declined reason) implements BatchSubmission {}
}
