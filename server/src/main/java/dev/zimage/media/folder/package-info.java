/// Pictures as plain files in a folder. Start reading at [FolderMediaStore].
@NullMarked
package dev.zimage.media.folder;

import org.jspecify.annotations.NullMarked;
