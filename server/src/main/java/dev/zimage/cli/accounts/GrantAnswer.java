package dev.zimage.cli.accounts;

/// A grant of credits, as `--json` shows it.
///
/// @param amount negative when credits were taken back
record GrantAnswer(String account, long amount, long balance) {}
