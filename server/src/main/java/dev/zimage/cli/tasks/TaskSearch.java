package dev.zimage.cli.tasks;

import dev.zimage.accounts.Account;
import dev.zimage.cli.accounts.OwnedKey;
import dev.zimage.cli.command.Installation;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.lookup.TaskFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which tasks are meant, and the search for these in all accounts.
final class TaskSearch {

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only the tasks of this account.")
    private @Nullable String account;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "all",
            description = "processing, completed, failed or all. Default: ${DEFAULT-VALUE}.")
    private StatusFilter status = StatusFilter.ALL;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Only tasks ordered with this key: its id, its hint or the key itself.")
    private @Nullable String key;

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            defaultValue = "",
            description = "Only tasks whose prompt contains this.")
    private String text = "";

    /// A task and the name of its account.
    record Found(String account, TaskArchive.Archived task) {

        TaskId id() {
            return task.task().id();
        }

        TaskAnswer answer() {
            return TaskAnswer.of(account, task);
        }
    }

    /// @param before only older tasks than this one; null for the newest
    List<Found> in(Installation installation, @Nullable TaskId before, int limit) {
        OwnedKey owned = key == null ? null : OwnedKey.find(installation, key);
        TaskFilter filter =
                new TaskFilter(status, owned == null ? null : owned.key().id(), text.strip());
        return accounts(installation, owned).stream()
                .flatMap(owner -> of(installation, owner, filter, before, limit).stream())
                .sorted(Comparator.comparing(Found::id).reversed())
                .limit(limit)
                .toList();
    }

    private List<Account> accounts(Installation installation, @Nullable OwnedKey owned) {
        List<Account> named =
                account == null
                        ? installation.accounts().list()
                        : List.of(installation.account(account));
        return owned == null
                ? named
                : named.stream().filter(each -> each.name().equals(owned.account())).toList();
    }

    /// The archive answers in parts, so that a search for a rare word never takes long.
    private static List<Found> of(
            Installation installation,
            Account owner,
            TaskFilter filter,
            @Nullable TaskId before,
            int limit) {
        List<Found> found = new ArrayList<>();
        TaskId next = before;
        do {
            TaskArchive.Found part =
                    installation.tasks().search(owner.id(), filter, next, limit - found.size());
            part.tasks().forEach(task -> found.add(new Found(owner.name(), task)));
            next = part.next();
        } while (next != null && found.size() < limit);
        return found;
    }
}
