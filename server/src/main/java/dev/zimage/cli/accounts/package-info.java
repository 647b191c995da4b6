/// Commands for accounts: their keys, credits, ledger and usage.
@NullMarked
package dev.zimage.cli.accounts;

import org.jspecify.annotations.NullMarked;
