package dev.zimage.cli.server;

import dev.zimage.cli.command.Version;
import dev.zimage.people.OneTimeLink;
import java.io.PrintWriter;
import java.util.Optional;

/// What a started server prints.
final class Greeting {

    private Greeting() {}

    static void print(
            PrintWriter out,
            String url,
            Optional<FirstStart.Keys> keys,
            Optional<OneTimeLink> operatorLink,
            String engine) {
        keys.ifPresent(first -> out.print(firstKeys(first, url)));
        operatorLink.ifPresent(link -> out.print(firstOperator(url + link.path())));
        out.println("zimage " + Version.text() + " is ready on " + url);
        out.println(engine);
        out.flush();
    }

    private static String firstOperator(String link) {
        return """

        Nobody can sign in to the console yet. Open this link, once and within 24 hours, to be its
        operator:

          %s

        """
                .formatted(link);
    }

    private static String firstKeys(FirstStart.Keys keys, String url) {
        return """

        This is the first start: the account `%s` has %,d credits and two keys.
        They are shown this once, so keep them.

          live key  %s
          test key  %s   (free)

        A picture to begin with:

          curl -s %s/api/v1/images/generations \\
            -H 'Authorization: Bearer %s' \\
            -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\
            -d '{"model":"z-image","prompt":"a poster that reads OPENING SOON in bold type, warm tones","aspect_ratio":"3:4"}'

        """
                .formatted(
                        keys.account(),
                        keys.balance().amount(),
                        keys.live().reveal(),
                        keys.test().reveal(),
                        url,
                        keys.live().reveal());
    }
}
