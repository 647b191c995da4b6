/// Everything that is specific to PostgreSQL. Start reading at [PostgresDatabase].
@NullMarked
package dev.zimage.database.postgres;

import org.jspecify.annotations.NullMarked;
