/// Who may use the service and what they own: accounts, their API keys, their credits and the
/// ledger that the credits are the sum of. Start reading at [Accounts].
@NullMarked
package dev.zimage.accounts;

import org.jspecify.annotations.NullMarked;
