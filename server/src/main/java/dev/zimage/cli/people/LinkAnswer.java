package dev.zimage.cli.people;

/// An invitation, as `--json` shows it.
///
/// @param link to be opened once, before `expiresAt`
record LinkAnswer(String email, String role, String account, String link, long expiresAt) {}
