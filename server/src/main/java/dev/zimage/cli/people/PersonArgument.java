package dev.zimage.cli.people;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.Installation;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.Person;
import dev.zimage.text.QuotedText;
import picocli.CommandLine.Parameters;

/// `EMAIL`, for commands that change something of a person.
public final class PersonArgument {

    @Parameters(index = "0", paramLabel = "EMAIL", description = "The address of the person.")
    private String email = "";

    /// The address that was given.
    ///
    /// @throws picocli.CommandLine.ParameterException when it is none
    EmailAddress address(CommandOutput streams) {
        return address(email, streams);
    }

    static EmailAddress address(String text, CommandOutput streams) {
        return EmailAddress.parse(text)
                .orElseThrow(() ->
                        streams.wrong("EMAIL has the form name@host, not " + QuotedText.of(text)));
    }

    /// The person with an address.
    ///
    /// @throws CommandFailure when nobody has it
    static Person person(Installation installation, EmailAddress address) {
        return installation.people().find(address).orElseThrow(() -> unknown(address));
    }

    static CommandFailure unknown(EmailAddress address) {
        return new CommandFailure(
                "nobody has the address " + address + "; `zimage people list` shows all");
    }
}
