package dev.zimage.api.console;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.api.OrderReadiness;
import dev.zimage.api.OrderService;
import dev.zimage.api.console.ConsoleJson.EngineView;
import dev.zimage.api.console.ConsoleJson.Limits;
import dev.zimage.api.console.ConsoleJson.OwnAccount;
import dev.zimage.api.console.ConsoleJson.PersonView;
import dev.zimage.api.console.ConsoleJson.Price;
import dev.zimage.engines.Engines;
import dev.zimage.health.Outage;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.Person;
import dev.zimage.people.SignInRules;
import dev.zimage.text.ProgramVersion;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the console shows of the signed-in person, and of the service.
final class SessionViews {

    private final Accounts accounts;
    private final Limits defaults;
    private final SignInRules rules;
    private final Engines engines;
    private final Catalogue catalogue;
    private final OrderReadiness readiness;

    SessionViews(OrderService orders, Accounts accounts, Limits defaults, SignInRules rules) {
        this.rules = rules;
        this.accounts = accounts;
        this.defaults = defaults;
        this.engines = orders.engines();
        this.catalogue = orders.catalogue();
        this.readiness = orders.readiness();
    }

    ConsoleJson.SessionView of(ConsoleSession session) {
        Person person = session.person();
        return new ConsoleJson.SessionView(
                new PersonView(
                        person.id().toString(),
                        person.email().text(),
                        rules.effectiveRole(person).label(),
                        rules.lacksCodes(person)),
                account(accounts.get(person.account())),
                session.key().toString(),
                session.csrfToken(),
                ProgramVersion.text(),
                engine(),
                readiness.outage().map(Outage::reason).orElse(null),
                prices());
    }

    private OwnAccount account(Account account) {
        Integer requests = account.requestsPerMinute();
        Integer tasks = account.maxTasksInFlight();
        return new OwnAccount(
                Ids.text(account.id()),
                account.name(),
                account.balance().amount(),
                account.suspended(),
                account.tasksInFlight(),
                new Limits(
                        requests == null ? defaults.requestsPerMinute() : requests,
                        tasks == null ? defaults.tasksInFlight() : tasks,
                        accounts.lowBalances().threshold(account).amount()),
                defaults);
    }

    private EngineView engine() {
        return EngineView.of(engines.usual().name(), engines.usual().readiness());
    }

    private Map<String, Price> prices() {
        Map<String, Price> prices = new LinkedHashMap<>();
        for (Model model : catalogue.list()) {
            BigDecimal usd = model.usd();
            if (usd != null) {
                prices.put(model.id(), new Price(model.price().amount(), usd));
            }
        }
        return prices;
    }
}
