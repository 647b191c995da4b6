/// Reads tasks from the database: by id, as pages of a list, or by a search.
@NullMarked
package dev.zimage.tasks.lookup;

import org.jspecify.annotations.NullMarked;
