package dev.zimage.tasks;

import dev.zimage.moderation.ContentCheck;
import dev.zimage.textcheck.TextCheck;

/// What orders and pictures are checked with.
public record Checks(ContentCheck content, TextCheck texts) {}
