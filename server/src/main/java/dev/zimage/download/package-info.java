/// The download of a model: which hub it comes from and, for the console, in the background of a
/// server ([ModelDownload]). `zimage pull` shares everything but the background.
@NullMarked
package dev.zimage.download;

import org.jspecify.annotations.NullMarked;
