package dev.zimage.webhooks;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.LowBalances;
import dev.zimage.accounts.LowBalances.Crossing;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Tells the webhooks of an account that its balance is low. The content is stored, because the
/// balance may have changed by a later attempt.
final class BalanceMessages implements LowBalances.CrossingRecorder {

    static final String TYPE = "account.balance_low";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final MessageInsert messages;
    private final RandomGenerator random;

    /// @param crossedAt Unix seconds
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Data(String account, long balance, long threshold, long crossedAt) {}

    BalanceMessages(MessageInsert messages, RandomGenerator random) {
        this.messages = messages;
        this.random = random;
    }

    @Override
    public void crossed(Handle tx, Crossing crossing) {
        Account account = crossing.account();
        List<MessageInsert.Receiver> receivers = Deliveries.endpoints(tx, account.id());
        if (receivers.isEmpty()) {
            return;
        }
        messages.insert(
                tx,
                new MessageInsert.Content(id(), account.id(), TYPE, null, json(crossing)),
                receivers);
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "msg_balance_" + HexFormat.of().formatHex(bytes);
    }

    private static String json(Crossing crossing) {
        return MAPPER.writeValueAsString(
                new Data(
                        crossing.account().name(),
                        crossing.account().balance().amount(),
                        crossing.threshold().amount(),
                        crossing.at().getEpochSecond()));
    }
}
