package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import java.util.List;

/// The operator's look at one account: itself, its keys and its ledger.
final class AccountPageHandlers {

    private static final String ONE = "/console/api/admin/accounts/{id}";

    private final AccountHandlers accounts;
    private final KeyHandlers keys;
    private final LedgerHandlers ledger;

    record AccountPage(ConsoleJson.AccountView account, List<ConsoleJson.KeyView> keys) {}

    AccountPageHandlers(AccountHandlers accounts, KeyHandlers keys, LedgerHandlers ledger) {
        this.accounts = accounts;
        this.keys = keys;
        this.ledger = ledger;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", ONE, this::page),
                authenticator.signedIn("GET", ONE + "/ledger", this::ledger));
    }

    private Answer page(Call call, ConsoleSession session) {
        ConsoleJson.AccountView account = accounts.view(accounts.account(call));
        AccountId id = accounts.account(call).id();
        return Answer.json(200, Json.write(new AccountPage(account, keys.views(id))));
    }

    private Answer ledger(Call call, ConsoleSession session) {
        return ledger.list(call, accounts.account(call).id());
    }
}
