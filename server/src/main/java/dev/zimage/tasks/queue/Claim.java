package dev.zimage.tasks.queue;

import dev.zimage.tasks.Task;

/// A task in the hands of a worker, for as long as its lease is renewed. Only the holder of the
/// newest claim can end the task: worker and attempt are checked in the transaction that does.
///
/// @param worker who holds it
/// @param attempt counts the claims of this task, from 1
public record Claim(Task task, String worker, int attempt) {}
