package dev.zimage.database;

/// The tables of a database, compared with those that the program knows.
public sealed interface SchemaState {

    /// There are no tables of ours.
    record Missing() implements SchemaState {}

    record Current(String version) implements SchemaState {}

    /// The next start brings the tables up to date.
    record Older(String version) implements SchemaState {}

    /// A newer program has changed the tables.
    record Newer(String version) implements SchemaState {}

    /// A change of the tables failed halfway.
    record Broken(String version) implements SchemaState {}
}
