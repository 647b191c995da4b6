package dev.zimage.server;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What {@link OnEveryDatabase} says.
final class EveryDatabase implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<Invocation> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(new Invocation("SQLite", false), new Invocation("PostgreSQL", true));
    }

    record Invocation(String name, boolean onPostgres) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return name;
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            TestServer.keepDataOnPostgres(onPostgres);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            AfterClassTemplateInvocationCallback after =
                    context -> TestServer.keepDataOnPostgres(false);
            return List.of(after);
        }
    }
}
