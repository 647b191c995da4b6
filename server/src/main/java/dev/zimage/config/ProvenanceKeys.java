package dev.zimage.config;

import java.nio.file.Path;
import java.util.Optional;

/// The settings of the marks that say that a machine made a picture.
final class ProvenanceKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<Boolean> CREDENTIALS =
            SECTION.key(
                    "provenance.credentials",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether pictures have signed [Content Credentials](provenance.md).");

    static final ConfigKey<Boolean> METADATA =
            SECTION.key(
                    "provenance.metadata",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether the files of pictures say in XMP and in a text how they were made.");

    static final ConfigKey<Boolean> WATERMARK =
            SECTION.key(
                    "provenance.watermark",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether the pixels of pictures have an imperceptible watermark.");

    static final ConfigKey<Boolean> FINGERPRINT =
            SECTION.key(
                    "provenance.fingerprint",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether the fingerprints of pictures are kept, by which a picture without its"
                            + " marks is recognised.");

    static final ConfigKey<Boolean> PROMPT =
            SECTION.key(
                    "provenance.prompt",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether the file of a picture tells its prompt.");

    static final ConfigKey<String> AIGC_LABEL =
            SECTION.key(
                    "provenance.aigc_label",
                    "",
                    ValueType.line(200),
                    "Name or code of the service in the label of GB 45438-2025, which China's"
                            + " rules want in the metadata. Empty: no label.");

    static final ConfigKey<Optional<Path>> CERTIFICATE =
            SECTION.key(
                    "provenance.certificate",
                    "",
                    ValueType.file(),
                    "PEM file of the certificate that credentials are signed with, and those that"
                            + " vouch for it. Empty: one that the first start makes.");

    static final ConfigKey<Optional<Path>> KEY =
            SECTION.key(
                    "provenance.key",
                    "",
                    ValueType.file(),
                    "PEM file of the certificate's key, on the curve P-256 in PKCS #8. Needed with"
                            + " `provenance.certificate`.");

    private ProvenanceKeys() {}
}
