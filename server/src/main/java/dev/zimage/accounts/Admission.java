package dev.zimage.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Whether an account may start one or more tasks at a price.
public sealed interface Admission {

    /// The price was taken and the tasks are counted.
    ///
    /// @param balance after the charge
    record Admitted(Credits balance) implements Admission {}

    /// Nothing was taken: the balance does not cover the price.
    record TooPoor(Credits balance) implements Admission {}

    /// Nothing was taken: the budget of the key does not cover the price.
    ///
    /// @param day whose budget is spent; null when the total budget is
    /// @param left in that budget
    record OverBudget(ApiKey key, @Nullable LocalDate day, Credits left) implements Admission {}

    /// Nothing was taken: the account has as many tasks in flight as it may have.
    record TooManyTasks(int limit) implements Admission {}

    /// Nothing was taken: the account is suspended.
    record Suspended() implements Admission {}
}
