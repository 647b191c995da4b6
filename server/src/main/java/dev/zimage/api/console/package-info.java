/// What the browser console needs of the server: its pages and files, and its JSON under
/// `/console/api`. Start reading at [Console].
@NullMarked
package dev.zimage.api.console;

import org.jspecify.annotations.NullMarked;
