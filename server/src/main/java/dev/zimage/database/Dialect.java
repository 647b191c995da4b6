package dev.zimage.database;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/// Where the SQL of the supported databases differs. All other SQL is understood by both.
/// Statements name the differences: `<lock>` and `<skipLocked>` stand at the end of a `select`,
/// `<position>` is a function.
///
/// @param lock locks the rows of a `select` that are to be changed next, so that nobody else
///   changes them in between. Accounts are locked before everything that belongs to them, several
///   in the order of their ids; otherwise two transactions wait for each other
/// @param skipLocked the same, and leaves out the rows that another transaction has locked
/// @param position the function that returns the position, from 1, of its second argument in its
///   first, or 0
/// @param arrays whether a parameter may be an array of which `unnest` makes rows. An embedded
///   database has no use for it, because a statement there costs no round trip
/// @param singleProcess whether the data directory belongs to one server process: then a lease that
///   exists at the start belongs to a dead process
public record Dialect(
        String lock, String skipLocked, String position, boolean arrays, boolean singleProcess) {

    /// Remembers what it has parsed, which takes longer than most statements run.
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    /// Makes the names of the differences known to the statements of a database, and sets what is
    /// the same for all databases.
    public void configure(Jdbi jdbi) {
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        // By default a failure shows the arguments of its statement: prompts, which never get into
        // a log.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.define("lock", lock);
        jdbi.define("skipLocked", skipLocked);
        jdbi.define("position", position);
    }
}
