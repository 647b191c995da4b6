/// The customers: accounts, their API keys, their credits and the ledger, whose sum the credits
/// are. Start reading at [Accounts].
@NullMarked
package dev.zimage.accounts;

import org.jspecify.annotations.NullMarked;
