package dev.zimage.accounts;

/// Identifies an account in the database.
public record AccountId(long value) {}
