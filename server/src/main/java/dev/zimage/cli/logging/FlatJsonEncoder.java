package dev.zimage.cli.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

/// A line of JSON whose pairs are members of the object itself, where log collectors look for them.
/// For loggers whose pairs are numbers and plain words of our own.
final class FlatJsonEncoder extends JsonEncoder {

    FlatJsonEncoder() {
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithThreadName(false);
        setWithContext(false);
        setWithMarkers(false);
        setWithMDC(false);
        setWithArguments(false);
        setWithThrowable(false);
        setWithKVPList(false);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            line.append(",\"").append(pair.key).append("\":").append(json(pair.value));
        }
    }

    private static String json(Object value) {
        return JsonMapper.shared()
                .writeValueAsString(value instanceof Number ? value : String.valueOf(value));
    }
}
