package dev.zimage.database;

/// How busy a database is, as one process sees it.
///
/// @param inUse connections that somebody uses now
/// @param most connections that may be open at once
/// @param waitingCallers that wait for a connection
/// @param waitingChanges that wait for their turn in a grouped commit
/// @param commits grouped commits since the start
/// @param changes that these commits stored; divided by the commits, the size of a group
public record DatabaseLoad(
        int inUse, int most, int waitingCallers, int waitingChanges, long commits, long changes) {}
