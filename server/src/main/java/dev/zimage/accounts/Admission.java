package dev.zimage.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Whether an account may start one more task, or several, at a price.
public sealed interface Admission {

    /// The price is taken and the task is counted.
    ///
    /// @param balance what is left
    record Admitted(Credits balance) implements Admission {}

    /// Nothing was taken: the balance does not cover the price.
    record TooPoor(Credits balance) implements Admission {}

    /// Nothing was taken: the budget of the key does not cover the price.
    ///
    /// @param day whose budget is spent; null when the key's total is
    /// @param left of that budget
    record OverBudget(ApiKey key, @Nullable LocalDate day, Credits left) implements Admission {}

    /// Nothing was taken: as many tasks are in flight as the account may have.
    record TooManyTasks(int limit) implements Admission {}

    /// Nothing was taken: the account is suspended.
    record Suspended() implements Admission {}
}
