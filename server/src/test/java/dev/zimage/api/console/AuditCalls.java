package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer.Reply;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The requests by which an operator changes accounts and reads what was recorded.
final class AuditCalls {

    static final String ALL = "/console/api/admin/audit";
    static final String ACCOUNTS = "/console/api/admin/accounts";

    private AuditCalls() {}

    static JsonNode newest(Browser operator, String query) {
        return operator.read(ALL + "?limit=1" + query).path("data").path(0);
    }

    static String accountId(Browser operator, String name) {
        return operator.read(ACCOUNTS + "?text=" + name).path("data").path(0).path("id").asString();
    }

    static Reply change(Browser operator, String account, Map<String, ?> body) {
        Reply reply =
                operator.send(
                        "PATCH", ACCOUNTS + "/" + accountId(operator, account), Browser.json(body));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }
}
