/// The program as a whole: a data directory, and the server that runs on it. [ServerStart] shows
/// the whole order of start and stop.
@NullMarked
package dev.zimage.server;

import org.jspecify.annotations.NullMarked;
