package dev.zimage.provenance.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Makes certificates as C2PA's profile wants them of those who sign: for signatures alone, and for
/// the purpose of signing documents.
final class SelfSignedCertificate {

    /// Without timestamps of an authority, credentials are good as long as the certificate is.
    static final Duration VALID = Duration.ofDays(3652);

    /// Clocks of other machines may be behind.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final AlgorithmIdentifier ES256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private static final KeyPurposeId SIGN_DOCUMENTS =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));

    private static final int SERIAL_BITS = 126;
    private static final int NAME_DIGITS = 8;

    private SelfSignedCertificate() {}

    /// @param keys on the curve P-256
    static X509Certificate of(KeyPair keys, Instant now, SecureRandom random)
            throws GeneralSecurityException, IOException {
        SubjectPublicKeyInfo subject =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        byte[] keyId = Keys.id(keys.getPublic());
        X500Name name = name(keyId);
        V3TBSCertificateGenerator certificate = new V3TBSCertificateGenerator();
        certificate.setSerialNumber(new ASN1Integer(serial(random)));
        certificate.setSignature(ES256);
        certificate.setIssuer(name);
        certificate.setSubject(name);
        certificate.setStartDate(time(now.minus(BACKDATED)));
        certificate.setEndDate(time(now.plus(VALID)));
        certificate.setSubjectPublicKeyInfo(subject);
        certificate.setExtensions(extensions(keyId).generate());
        return signed(certificate.generateTBSCertificate(), keys.getPrivate());
    }

    private static X500Name name(byte[] keyId) {
        String digits = HexFormat.of().formatHex(keyId).substring(0, NAME_DIGITS);
        return new X500Name(
                "O=zimage installation %1$s,CN=zimage installation %1$s".formatted(digits));
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static ExtensionsGenerator extensions(byte[] keyId) throws IOException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(
                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(SIGN_DOCUMENTS));
        extensions.addExtension(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId));
        extensions.addExtension(
                Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId));
        return extensions;
    }

    private static X509Certificate signed(TBSCertificate content, PrivateKey key)
            throws GeneralSecurityException, IOException {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key);
        signer.update(content.getEncoded(ASN1Encoding.DER));
        DERSequence whole =
                new DERSequence(
                        new ASN1Encodable[] {content, ES256, new DERBitString(signer.sign())});
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(whole.getEncoded(ASN1Encoding.DER)));
    }
}
