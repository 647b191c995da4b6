/// The database: transactions that are durable when they return, reads beside them, and the few
/// words in which SQLite and PostgreSQL differ. [Database] is the seam; the features write their
/// own SQL.
@NullMarked
package dev.zimage.database;

import org.jspecify.annotations.NullMarked;
