/// Event streams as clients read them.
@NullMarked
package dev.zimage.api.events;

import org.jspecify.annotations.NullMarked;
