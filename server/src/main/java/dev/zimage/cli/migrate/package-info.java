/// Moving an installation from one machine to a database and a bucket that many share.
@NullMarked
package dev.zimage.cli.migrate;

import org.jspecify.annotations.NullMarked;
