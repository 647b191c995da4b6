package dev.zimage.database;

/// The words in which the supported databases differ. Everything else is SQL that all of them read.
///
/// @param skipLocked appended to the `select` of a claim, so that two workers do not wait for one
///   row
/// @param singleProcess whether the data directory belongs to one server process: then a lease that
///   is there at the start belongs to a dead one
public record Dialect(String skipLocked, boolean singleProcess) {

    /// SQLite has one writer at a time, so there is nobody to skip.
    public static final Dialect SQLITE = new Dialect("", true);
}
