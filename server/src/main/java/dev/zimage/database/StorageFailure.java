package dev.zimage.database;

/// Why the database did not do what it was asked to. Each database reads its own error codes, see
/// [FailureCodes].
public enum StorageFailure {
    BUSY(
            "another process keeps the database locked, or it has too much to do",
            "find that process with `lsof zimage.db` and end it"),
    FULL("the disk is full", "make room on the disk"),
    READ_ONLY(
            "the database cannot be written",
            "give the user of the server the right to write zimage.db and its folder"),
    UNWRITABLE(
            "the files of the database cannot be written",
            "raise the quota or limit that was reached, or look at the disk"),
    UNREADABLE(
            "the files of the database cannot be opened or read",
            "look at the rights of the files, the limit of open files and the disk"),
    GONE(
            "the files of the database were deleted or replaced while the server runs",
            "put them back under their names, or stop the server and restore a backup"),
    NO_LIBRARY(
            "SQLite's native library cannot be loaded",
            "make Java's temporary folder (java.io.tmpdir) writable and executable, or name another"
                    + " with ZIMAGE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"),
    CORRUPT("the database is damaged", "stop the server and restore a backup"),
    UNREACHABLE(
            "the database server does not answer",
            "check database.url, and that the server runs and lets this machine connect"),
    REFUSED(
            "the database server refuses the user or the password",
            "correct them in database.url or database.password_file"),
    NOT_ADMITTED(
            "the database server answers, but does not let this machine connect",
            "give the password in the file that database.password_file names, or correct sslmode in"
                    + " database.url"),
    UNTRUSTED(
            "the database server's TLS certificate is not trusted, or is for another host",
            "name the certificate of its authority with sslrootcert, and the host that the server's"
                    + " certificate is for, in database.url"),
    NO_DATABASE(
            "the database server has no database of this name",
            "correct database.url, or create the database with `createdb`"),
    FORBIDDEN(
            "the user of the database lacks a right",
            "make the user in database.url the owner of the database"),
    STANDBY(
            "the database server takes no changes, for example because it is a standby",
            "name the primary in database.url, or several hosts with"
                    + " targetServerType=primary"),
    SERVER_FULL("the disk of the database server is full", "make room on that disk"),
    UNCERTAIN(
            "the connection to the database was lost during a commit, and it is not known whether"
                    + " the change was stored",
            "look at the network and the log of the database server"),
    OVERLOADED(
            "the database server has too much to do",
            "look at its load and locks (pg_stat_activity), and at its max_connections"),
    LOCKED(
            "another transaction keeps rows locked that the change needs",
            "find the transaction (pg_stat_activity, pg_blocking_pids) and end it"),
    CLOSED("the database is closed", "start the server again"),
    REJECTED("the database rejected a statement", "report this with the log");

    private final String meaning;
    private final String remedy;

    StorageFailure(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /// One clause for anybody.
    public String meaning() {
        return meaning;
    }

    /// One clause for the operator.
    public String remedy() {
        return remedy;
    }

    /// Whether the database as a whole cannot be used now. Otherwise the fault is in what it was
    /// asked.
    public boolean isOutage() {
        return this != REJECTED;
    }
}
