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

/// What the audit log is told of people.
final class PeopleAudit {

    private PeopleAudit() {}

    static void invited(Handle tx, Instant now, Person person) {
        AuditLog.record(
                tx,
                now,
                of(AuditAction.PERSON_INVITED, person)
                        .from(Facts.NONE, Facts.of("role", person.role().label())));
    }

    static void changed(Handle tx, Instant now, Person was, Person is) {
        AuditChange change =
                of(AuditAction.PERSON_CHANGED, is)
                        .from(
                                Facts.of("role", was.role().label()),
                                Facts.of("role", is.role().label()));
        if (!change.isNone()) {
            AuditLog.record(tx, now, change);
        }
    }

    static void removed(Handle tx, Instant now, Person person) {
        AuditLog.record(
                tx,
                now,
                of(AuditAction.PERSON_REMOVED, person)
                        .from(Facts.of("role", person.role().label()), Facts.NONE));
    }

    static void reset(Handle tx, Instant now, Person person) {
        AuditLog.record(tx, now, of(AuditAction.PASSWORD_RESET, person));
    }

    static void signedOut(Handle tx, Instant now, Person person) {
        AuditLog.record(tx, now, of(AuditAction.SIGNED_OUT, person));
    }

    /// Records what a person did who has just proven who they are.
    static void entered(Handle tx, Instant now, Person person, SignInLog.Outcome outcome) {
        if (outcome == SignInLog.Outcome.WRONG_CODE) {
            AuditLog.record(tx, now, of(AuditAction.SIGN_IN_FAILED, person));
            return;
        }
        AuditAction action =
                switch (outcome) {
                    case SIGNED_IN, RECOVERY_CODE, PROVIDER -> AuditAction.SIGNED_IN;
                    case WRONG, WRONG_CODE -> AuditAction.SIGN_IN_FAILED;
                    case PASSWORD_SET -> AuditAction.PASSWORD_SET;
                    case PASSWORD_CHANGED -> AuditAction.PASSWORD_CHANGED;
                };
        Actor actor = Actor.current().person(person.email().text(), person.account().value());
        AuditLog.record(tx, now, actor, of(action, person));
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
