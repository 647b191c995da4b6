/// The content check: what may not be drawn, by its prompt before anything is charged, and by its
/// picture before anything is stored. [ContentCheck] is the entry. What it finds and what it cannot
/// find is measured in `docs/moderation.md`.
@NullMarked
package dev.zimage.moderation;

import org.jspecify.annotations.NullMarked;
