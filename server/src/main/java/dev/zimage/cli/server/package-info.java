/// `zimage serve`, and what it tells the operator.
@NullMarked
package dev.zimage.cli.server;

import org.jspecify.annotations.NullMarked;
