/// The command about the audit log.
@NullMarked
package dev.zimage.cli.audit;

import org.jspecify.annotations.NullMarked;
