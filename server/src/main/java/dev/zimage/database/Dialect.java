package dev.zimage.database;

/// Where the SQL of the supported databases differs. All other SQL is understood by all of them.
///
/// @param skipLocked appended to the `select` of a claim, so that two workers do not wait for the
///   same row
/// @param lock appended to a `select` of rows that are to be changed next, so that nobody else
///   changes them in between
/// @param position the function that returns the position, from 1, of its second argument in its
///   first, or 0
/// @param singleProcess whether the data directory belongs to one server process: then a lease that
///   exists at the start belongs to a dead process
public record Dialect(String skipLocked, String lock, String position, boolean singleProcess) {}
