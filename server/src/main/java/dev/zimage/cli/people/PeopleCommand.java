package dev.zimage.cli.people;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountId;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.Role;
import dev.zimage.people.Team;
import dev.zimage.text.QuotedText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage people`: who may sign in to the console.
@Command(
        name = "people",
        description = "Invite, list, change and remove who may sign in to the console.",
        synopsisSubcommandLabel = "COMMAND")
public final class PeopleCommand {

    private static final String ROLES =
            "operator (all accounts), owner (manages the account), member (orders pictures) or"
                    + " viewer (changes nothing).";

    private final CommandContext context;

    public PeopleCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "invite",
            description = {
                "Print a link by which somebody chooses a password, once and within 24 hours.",
                "An earlier link for the same address ends."
            },
            sortOptions = false)
    int invite(
            @Parameters(paramLabel = "EMAIL", description = "The address to sign in with.")
                    String email,
            @Option(names = "--role", paramLabel = "ROLE", description = ROLES + " Default: owner.")
                    @Nullable String role,
            @Option(names = "--operator", description = "Short for --role operator.")
                    boolean operator,
            @Option(
                            names = "--account",
                            paramLabel = "NAME",
                            defaultValue = "default",
                            description = "The account of this person. Default: default.")
                    String accountName,
            @Mixin ConsoleUrl console,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams)
            throws InvalidConfigException {
        EmailAddress address = PersonArgument.address(email, streams);
        if (operator && role != null) {
            throw streams.wrong("--operator and --role cannot be used together");
        }
        Role invitedAs = operator ? Role.OPERATOR : role(role == null ? "owner" : role, streams);
        String base = console.base(data, streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Account account = installation.account(accountName);
            People.Invited invited =
                    installation
                            .people()
                            .invite(address, invitedAs, account.id())
                            .orElseThrow(() ->
                                    new CommandFailure(
                                            address
                                                    + " is somebody's already; `zimage"
                                                    + " people reset` gives them another"
                                                    + " password"));
            LinkAnswer.give(invited, account.name(), base, answer, streams);
            return 0;
        }
    }

    @Command(name = "list", description = "Show everybody who may sign in, or is invited.")
    int list(@Mixin DataOption data, @Mixin AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            Map<AccountId, String> names = names(installation);
            List<Person> people = installation.people().list();
            answer.give(
                    people.stream()
                            .map(person -> PersonAnswer.of(person, name(names, person)))
                            .toList(),
                    () -> table(people, names).toString());
            return 0;
        }
    }

    private static Map<AccountId, String> names(Installation installation) {
        return installation.accounts().list().stream()
                .collect(Collectors.toMap(Account::id, Account::name));
    }

    private static String accountName(Installation installation, Person person) {
        return installation.accounts().get(person.account()).name();
    }

    private static String name(Map<AccountId, String> names, Person person) {
        return names.getOrDefault(person.account(), "");
    }

    private static Table table(List<Person> people, Map<AccountId, String> names) {
        Table table = new Table("EMAIL", "ROLE", "ACCOUNT", "STATUS", "CREATED (UTC)");
        for (Person person : people) {
            table.row(
                    person.email().text(),
                    person.role().label(),
                    name(names, person),
                    person.canSignIn() ? "active" : "invited",
                    Display.time(person.createdAt()));
        }
        return table;
    }

    @Command(
            name = "remove",
            description = "Take somebody's access away. What the account owns stays.")
    int remove(
            @Mixin PersonArgument who,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        EmailAddress address = who.address(streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Team team = installation.people().team();
            Person person =
                    done(team.remove(PersonArgument.person(installation, address).id()), address);
            answer.give(
                    PersonAnswer.of(person, accountName(installation, person)),
                    () -> address + " is removed");
            return 0;
        }
    }

    @Command(
            name = "set-role",
            description = {
                "Give somebody another role, effective at once.",
                "A member who becomes a viewer loses the keys of their own."
            },
            sortOptions = false)
    int setRole(
            @Mixin PersonArgument who,
            @Parameters(index = "1", paramLabel = "ROLE", description = ROLES) String role,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        EmailAddress address = who.address(streams);
        Role wanted = role(role, streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Team team = installation.people().team();
            Person person =
                    done(
                            team.setRole(PersonArgument.person(installation, address).id(), wanted),
                            address);
            String account = accountName(installation, person);
            answer.give(
                    PersonAnswer.of(person, account),
                    () ->
                            "%s is %s of the account %s now"
                                    .formatted(address, person.role().label(), account));
            return 0;
        }
    }

    /// @throws CommandFailure when nothing was changed
    private static Person done(Team.Change change, EmailAddress address) {
        return switch (change) {
            case Team.Change.Done(Person person) -> person;
            case Team.Change.Unknown() -> throw PersonArgument.unknown(address);
            case Team.Change.LastOwner() ->
                    throw new CommandFailure(
                            address
                                    + " is the last owner of the account; make another person an"
                                    + " owner first, with `zimage people set-role EMAIL owner`");
        };
    }

    private static Role role(String label, CommandOutput streams) {
        return Role.of(label)
                .orElseThrow(() ->
                        streams.wrong(
                                "a role is operator, owner, member or viewer, not "
                                        + QuotedText.of(label)));
    }

    @Command(
            name = "reset",
            description = {
                "Remove somebody's password, passkeys and sessions, and print a link to choose"
                        + " another password.",
                "The link works once and within 24 hours."
            },
            sortOptions = false)
    int reset(
            @Mixin PersonArgument who,
            @Mixin ConsoleUrl console,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams)
            throws InvalidConfigException {
        EmailAddress address = who.address(streams);
        String base = console.base(data, streams);
        try (Installation installation = new Installation(data, context.clock())) {
            People.Invited invited =
                    installation
                            .people()
                            .reset(address)
                            .orElseThrow(() -> PersonArgument.unknown(address));
            LinkAnswer.give(
                    invited, accountName(installation, invited.person()), base, answer, streams);
            return 0;
        }
    }

    @Command(
            name = "reset-two-factor",
            description =
                    "Let somebody who lost the authenticator sign in with the password alone.")
    int resetTwoFactor(
            @Mixin PersonArgument who,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        EmailAddress address = who.address(streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Person person = PersonArgument.person(installation, address);
            boolean had = installation.people().twoFactor().remove(person.id());
            answer.give(
                    PersonAnswer.of(person, accountName(installation, person)),
                    () -> address + (had ? " needs no codes any more" : " had no codes set up"));
            return 0;
        }
    }

    @Command(
            name = "remove-passkeys",
            description = {
                "Remove the passkeys of somebody who lost a device, and end their sessions.",
                "The password and two-factor codes stay."
            },
            sortOptions = false)
    int removePasskeys(
            @Mixin PersonArgument who,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        EmailAddress address = who.address(streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Person person = PersonArgument.person(installation, address);
            int removed = installation.people().passkeys().removeAll(person.id()).orElseThrow();
            answer.give(
                    PersonAnswer.of(person, accountName(installation, person)),
                    () ->
                            removed == 0
                                    ? address + " had no passkeys"
                                    : "%d %s of %s removed"
                                            .formatted(
                                                    removed,
                                                    removed == 1 ? "passkey" : "passkeys",
                                                    address));
            return 0;
        }
    }
}
