package dev.zimage.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import dev.zimage.webhooks.TrustedHostClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The library's requests, sent by our client.
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {

    private static final int OK = 200;

    private final TrustedHostClient client;

    ProviderHttp(TrustedHostClient client) {
        this.client = client;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        TrustedHostClient.Reply reply =
                client.send(
                        request.getMethod().name(),
                        request.getURI(),
                        request.getHeaderMap(),
                        request.getBody());
        HTTPResponse response = new HTTPResponse(reply.status());
        setType(response, reply.contentType());
        response.setBody(reply.body());
        return response;
    }

    private static void setType(HTTPResponse response, @Nullable String type) throws IOException {
        if (type != null) {
            try {
                response.setContentType(type);
            } catch (ParseException e) {
                throw new IOException("the answer has an invalid Content-Type", e);
            }
        }
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(get(URI.create(url.toString())), "application/json");
    }

    /// The body of a document.
    ///
    /// @throws IOException also when the answer is not 200
    String get(URI uri) throws IOException {
        TrustedHostClient.Reply reply =
                client.send("GET", uri, Map.of("Accept", List.of("application/json")), null);
        if (reply.status() != OK) {
            throw new IOException(uri + " answers with status " + reply.status());
        }
        return reply.body();
    }
}
