package dev.zimage.accounts;

/// Names an account inside the database.
public record AccountId(long value) {}
