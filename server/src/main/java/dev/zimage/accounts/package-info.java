/// The customers: accounts, their API keys, their credits and the ledger, whose sum the credits
/// are. Start reading at [Accounts].
///
/// The package has more than 30 files because charges, budgets and keys change in one transaction
/// and share the statements for it, which nobody else is to use.
@NullMarked
package dev.zimage.accounts;

import org.jspecify.annotations.NullMarked;
