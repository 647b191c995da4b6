/// Everything that is specific to SQLite.
@NullMarked
package dev.zimage.database.sqlite;

import org.jspecify.annotations.NullMarked;
