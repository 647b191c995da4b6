/// Commands for the webhooks of an account.
@NullMarked
package dev.zimage.cli.webhooks;

import org.jspecify.annotations.NullMarked;
