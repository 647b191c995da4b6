package dev.zimage.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Makes connections whose parser is a [BodyLimitParser].
final class BodyLimitConnections extends HttpConnectionFactory {

    BodyLimitConnections(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new BodyLimitConnection(getHttpConfiguration(), connector, endPoint),
                connector,
                endPoint);
    }

    /// The parser that reads the body of a request.
    static BodyLimitParser parserOf(HttpServletRequest request) {
        HttpConnection connection =
                (HttpConnection)
                        ServletContextRequest.getServletContextRequest(request)
                                .getConnectionMetaData()
                                .getConnection();
        return (BodyLimitParser) connection.getParser();
    }

    private static final class BodyLimitConnection extends HttpConnection {

        // Set before the parser is made, by the constructor of the superclass.
        @SuppressWarnings("NullAway.Init")
        private RequestHandler requestHandler;

        BodyLimitConnection(
                HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            requestHandler = super.newRequestHandler();
            return requestHandler;
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            HttpConfiguration configuration = getHttpConfiguration();
            HttpParser parser =
                    new BodyLimitParser(
                            requestHandler, configuration.getRequestHeaderSize(), compliance);
            parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
            parser.setHeaderCacheCaseSensitive(configuration.isHeaderCacheCaseSensitive());
            return parser;
        }
    }
}
