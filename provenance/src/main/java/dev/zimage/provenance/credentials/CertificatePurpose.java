package dev.zimage.provenance.credentials;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/// What a certificate may be used for. Programs that know C2PA call the credentials invalid that
/// were signed with another one, such as OpenSSL makes when nothing is asked for.
final class CertificatePurpose {

    private static final int DIGITAL_SIGNATURE = 0;

    private static final String DOCUMENTS = "1.3.6.1.5.5.7.3.36";
    private static final String CLAIMS = "1.3.6.1.4.1.62558.2.1";
    private static final String EMAIL = "1.3.6.1.5.5.7.3.4";

    /// Those for email are accepted from the time when there were no others.
    private static final Set<String> ACCEPTED = Set.of(DOCUMENTS, CLAIMS, EMAIL);

    private CertificatePurpose() {}

    /// @throws CertificateException when readers would not accept its signatures
    static void requireSigning(X509Certificate certificate) throws CertificateException {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw new CertificateException(
                    "the certificate is not for signatures: its key usage lacks digitalSignature");
        }
        List<String> extended = certificate.getExtendedKeyUsage();
        if (extended == null || extended.stream().noneMatch(ACCEPTED::contains)) {
            throw new CertificateException(
                    "the certificate has no extended key usage for documents (%s) or claims (%s)"
                            .formatted(DOCUMENTS, CLAIMS));
        }
    }
}
