package dev.zimage.database;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// How a database runs a transaction.
public interface Transactions {

    /// Runs `work` in a transaction of its own and commits it. When this throws, nothing was
    /// committed, unless the message says that this is not known.
    ///
    /// @param work may run more than once, and only once for good
    /// @throws NotBegunException when the transaction could not begin, so that `work` did not run
    void run(Consumer<Handle> work);

    /// The transaction could not begin for now. The work is not at fault.
    final class NotBegunException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final StorageException reason;

        public NotBegunException(StorageException reason) {
            super(reason);
            this.reason = reason;
        }

        public StorageException reason() {
            return reason;
        }
    }
}
