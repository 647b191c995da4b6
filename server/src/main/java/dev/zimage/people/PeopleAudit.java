package dev.zimage.people;

import dev.zimage.actor.Actor;
import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditChange;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import dev.zimage.audit.Facts;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Records in the audit log what happens to people.
final class PeopleAudit {

    private PeopleAudit() {}

    static void invited(Handle tx, Instant now, Person person) {
        AuditLog.record(
                tx, now, of(AuditAction.PERSON_INVITED, person).from(Facts.NONE, role(person)));
    }

    static void changed(Handle tx, Instant now, Person was, Person is) {
        AuditLog.recordDifference(
                tx, now, of(AuditAction.PERSON_CHANGED, is).from(role(was), role(is)));
    }

    static void removed(Handle tx, Instant now, Person person) {
        AuditLog.record(
                tx, now, of(AuditAction.PERSON_REMOVED, person).from(role(person), Facts.NONE));
    }

    private static Facts role(Person person) {
        return Facts.of("role", person.role().label());
    }

    /// Records what somebody did who has shown a password or comes from the provider. After a wrong
    /// code they are not named as the actor: somebody with only the password may be an intruder.
    static void entered(Handle tx, Instant now, Person person, SignInLog.Outcome outcome) {
        AuditAction action =
                switch (outcome) {
                    case SIGNED_IN, RECOVERY_CODE, PROVIDER, PASSKEY -> AuditAction.SIGNED_IN;
                    case WRONG, WRONG_CODE, WRONG_PASSKEY -> AuditAction.SIGN_IN_FAILED;
                    case PASSWORD_SET -> AuditAction.PASSWORD_SET;
                    case PASSWORD_CHANGED -> AuditAction.PASSWORD_CHANGED;
                };
        Actor sender = Actor.current();
        Actor actor =
                action == AuditAction.SIGN_IN_FAILED
                        ? sender
                        : sender.person(person.email().text(), person.account().value());
        AuditLog.record(tx, now, actor, of(action, person));
    }

    /// Records that sessions ended before their time, if there were any.
    static void sessionsEnded(Handle tx, Instant now, Person person, int sessions) {
        if (sessions > 0) {
            AuditLog.record(
                    tx,
                    now,
                    of(AuditAction.SESSIONS_ENDED, person)
                            .from(Facts.NONE, Facts.of("sessions_ended", sessions)));
        }
    }

    /// An unknown address is not kept: it may be a password that was typed into the wrong field.
    static void failed(Handle tx, Instant now, EmailAddress email) {
        Optional<Person> known = People.find(tx, email);
        AuditLog.record(
                tx,
                now,
                known.map(person -> of(AuditAction.SIGN_IN_FAILED, person))
                        .orElseGet(() ->
                                new AuditChange(
                                        AuditAction.SIGN_IN_FAILED, null, AuditTarget.UNKNOWN)));
    }

    /// Records a sign-in with a passkey of this person that was refused.
    static void refused(Handle tx, Instant now, Person person, String reason) {
        AuditLog.record(
                tx,
                now,
                of(AuditAction.SIGN_IN_FAILED, person)
                        .from(Facts.NONE, Facts.of("reason", reason)));
    }

    static void passkeyAdded(Handle tx, Instant now, Person person, String name) {
        AuditLog.record(
                tx,
                now,
                of(AuditAction.PASSKEY_ADDED, person).from(Facts.NONE, Facts.of("name", name)));
    }

    static void passkeyRemoved(Handle tx, Instant now, Person person, String name) {
        AuditLog.record(
                tx,
                now,
                of(AuditAction.PASSKEY_REMOVED, person).from(Facts.of("name", name), Facts.NONE));
    }

    /// Records a sign-in that failed before it was known whose it was.
    static void failed(Handle tx, Instant now, String reason) {
        AuditLog.record(
                tx,
                now,
                new AuditChange(AuditAction.SIGN_IN_FAILED, null, AuditTarget.UNKNOWN)
                        .from(Facts.NONE, Facts.of("reason", reason)));
    }

    static void record(Handle tx, Instant now, AuditAction action, Person person) {
        AuditLog.record(tx, now, of(action, person));
    }

    private static AuditChange of(AuditAction action, Person person) {
        return new AuditChange(
                action,
                person.account().value(),
                new AuditTarget(person.id().toString(), person.email().text()));
    }
}
