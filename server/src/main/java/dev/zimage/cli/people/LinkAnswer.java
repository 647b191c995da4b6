package dev.zimage.cli.people;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.Display;
import dev.zimage.people.People;
import dev.zimage.people.Person;

/// An invitation, as `--json` shows it.
///
/// @param link to be opened once, before `expiresAt`
record LinkAnswer(String email, String role, String account, String link, long expiresAt) {

    /// Prints a link, and for people what it is good for.
    ///
    /// @param account the name of the person's account
    /// @param base what links begin with
    static void give(
            People.Invited invited,
            String account,
            String base,
            AnswerForm answer,
            CommandOutput streams) {
        Person person = invited.person();
        String link = base + invited.link().path();
        answer.give(
                new LinkAnswer(
                        person.email().text(),
                        person.role().label(),
                        account,
                        link,
                        invited.link().expiresAt().getEpochSecond()),
                () -> link);
        if (!answer.isJson()) {
            streams.err()
                    .printf(
                            "For %s, %s of the account %s: it works once, until %s UTC.%n",
                            person.email(),
                            person.role().label(),
                            account,
                            Display.time(invited.link().expiresAt()));
        }
    }
}
