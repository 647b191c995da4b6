package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.accounts.Credits;
import dev.zimage.actor.Actor;
import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditChange;
import dev.zimage.audit.AuditEntry;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditLogTest {

    private static final Actor ANN =
            Actor.anonymous("192.0.2.1", "req_1").person("ann@example.com", 1);

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private AuditLog log;

    AuditLogTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        log = AuditLog.open(store.database());
    }

    private List<AuditEntry> entries() {
        return log.entries(AuditLog.Filter.NONE, null, 100);
    }

    @Test
    void a_transaction_has_the_actor_of_its_caller() {
        ANN.act(() -> store.accounts().create("shop"));
        store.accounts().create("other");

        assertThat(entries()).extracting(AuditEntry::actor).containsExactly(Actor.SERVER, ANN);
    }

    @Test
    void a_change_that_is_rolled_back_has_no_entry() {
        assertThatThrownBy(() ->
                        store.database()
                                .write(tx -> {
                                    AuditLog.record(
                                            tx,
                                            store.clock().instant(),
                                            new AuditChange(
                                                    AuditAction.SIGNED_IN,
                                                    null,
                                                    AuditTarget.UNKNOWN));
                                    throw new IllegalStateException("rolled back");
                                }))
                .hasMessageContaining("rolled back");

        assertThat(entries()).isEmpty();
    }

    @Test
    void a_grant_that_is_refused_has_no_entry() {
        var account = store.accounts().create("shop").orElseThrow();

        assertThat(store.ledger().grant(account.id(), new Credits(-1), null)).isEmpty();
        assertThat(entries())
                .extracting(entry -> entry.change().action())
                .containsExactly(AuditAction.ACCOUNT_CREATED);
    }

    @Test
    void entries_are_kept_for_as_long_as_configured() {
        store.accounts().create("old");
        store.clock().advance(Duration.ofDays(2));
        store.accounts().create("young");

        assertThat(log.forgetOld(store.clock().instant(), Duration.ofDays(1))).isEqualTo(1);
        assertThat(entries())
                .extracting(entry -> entry.change().target().name())
                .containsExactly("young");
    }

    @Test
    void failed_sign_ins_cannot_fill_the_log() {
        store.accounts().create("kept");
        store.database()
                .write(tx -> {
                    AuditLog.record(
                            tx,
                            store.clock().instant(),
                            new AuditChange(AuditAction.SIGN_IN_FAILED, null, AuditTarget.UNKNOWN));
                    for (int doubled = 0; doubled < 17; doubled++) {
                        tx.execute(
                                """
                                insert into audit_log
                                  (at, action, actor_kind, actor, target_id, target)
                                select at, action, actor_kind, actor, target_id, target
                                from audit_log where action = 'sign-in-failed'
                                """);
                    }
                    return true;
                });

        assertThat(log.forgetOld(store.clock().instant(), Duration.ofDays(1)))
                .isEqualTo((1 << 17) - 100_000);
        assertThat(log.entries(new AuditLog.Filter(null, "", null, "kept", null), null, 10))
                .hasSize(1);
    }
}
