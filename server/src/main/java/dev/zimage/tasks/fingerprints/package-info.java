/// How the pictures of all tasks look, and which of them look like another picture.
@NullMarked
package dev.zimage.tasks.fingerprints;

import org.jspecify.annotations.NullMarked;
