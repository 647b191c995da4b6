package dev.zimage.health;

/// A part of the storage that does not work now.
///
/// @param reason one clause that anybody may see, so without paths
/// @param remedy one clause for the operator
public record Outage(StoragePart part, String reason, String remedy) {}
