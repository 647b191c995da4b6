/// `zimage batch`: orders many pictures from a server.
@NullMarked
package dev.zimage.cli.batch;

import org.jspecify.annotations.NullMarked;
