package dev.zimage.accounts;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A request for one or more tasks of an account at a price.
///
/// @param price of all tasks together
/// @param defaultLimit of tasks in flight, for accounts without a limit of their own
record AdmissionRequest(AccountId account, Credits price, int tasks, int defaultLimit) {

    /// Whether the account may have the tasks now. Changes nothing.
    ///
    /// @param shortage of the key's budget, which is checked before the account's balance
    Admission judge(Handle tx, Optional<Admission.OverBudget> shortage) {
        return judge(Accounts.require(tx, account), shortage);
    }

    /// The same for an account that was read.
    Admission judge(Account found, Optional<Admission.OverBudget> shortage) {
        Integer own = found.maxTasksInFlight();
        int limit = own == null ? defaultLimit : own;
        if (found.suspended()) {
            return new Admission.Suspended();
        }
        if (shortage.isPresent()) {
            return shortage.get();
        }
        if (found.balance().compareTo(price) < 0) {
            return new Admission.TooPoor(found.balance());
        }
        return found.tasksInFlight() + tasks <= limit
                ? new Admission.Admitted(found.balance())
                : new Admission.TooManyTasks(limit);
    }
}
