package dev.zimage.actor;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who acts, and from where. The edges of the program bind it for the duration of a request or a
/// command. A transaction keeps the actor of its caller, on whatever thread it runs.
///
/// @param name an e-mail address, the id of a key or the user of the system; empty where the kind
///   says it all
/// @param account the id of the account of a person or key; null for others
/// @param address of the client; null where there was no request
/// @param requestId null where there was no request
public record Actor(
        Kind kind,
        String name,
        @Nullable Long account,
        @Nullable String address,
        @Nullable String requestId) {

    /// The server, of its own accord.
    public static final Actor SERVER = new Actor(Kind.SERVER, "", null, null, null);

    private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

    /// The kind of an actor.
    public enum Kind {
        /// Somebody who has signed in to the console.
        PERSON,
        KEY,
        COMMAND_LINE,
        SERVER,
        /// A client that is not authenticated. The audit log stores it as `stranger`, and the
        /// command line prints that.
        STRANGER;

        /// The word in the database and in answers, like `command-line`.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// Whoever acts now: the server, unless an edge has bound somebody else.
    public static Actor current() {
        return CURRENT.isBound() ? CURRENT.get() : SERVER;
    }

    /// The client of a request, before it is known who that is.
    public static Actor anonymous(String address, String requestId) {
        return new Actor(Kind.STRANGER, "", null, address, requestId);
    }

    /// Who works at the command line.
    ///
    /// @param user of the system
    public static Actor commandLine(String user) {
        return new Actor(Kind.COMMAND_LINE, user, null, null, null);
    }

    /// The same request, now that its sender is known as a person.
    public Actor person(String email, long personsAccount) {
        return new Actor(Kind.PERSON, email, personsAccount, address, requestId);
    }

    /// The same request, now that its sender is known by a key.
    public Actor key(String keyId, long keysAccount) {
        return new Actor(Kind.KEY, keyId, keysAccount, address, requestId);
    }

    /// Whether this is somebody who does not belong to an account; false for the server and
    /// anonymous clients.
    public boolean isOutside(long someAccount) {
        return switch (kind) {
            case PERSON, KEY, COMMAND_LINE -> account == null || account != someAccount;
            case SERVER, STRANGER -> false;
        };
    }

    /// Does something as this actor.
    public <T> T act(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }
}
