/// The content check: refuses prompts before anything is charged, and pictures before anything is
/// stored. Start reading at [ContentCheck]. `docs/moderation.md` has measurements of what it finds
/// and misses.
@NullMarked
package dev.zimage.moderation;

import org.jspecify.annotations.NullMarked;
