package dev.zimage.config;

/// What becomes of orders for a model whose engine does not answer.
public enum WhenDown {
    /// They are refused.
    REFUSE,
    /// They wait in the queue.
    WAIT
}
