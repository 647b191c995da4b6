package dev.zimage.provenance.credentials;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// What people call the owner of a certificate: the organisation, else the common name.
final class CertificateName {

    private static final int LONGEST = 200;

    private CertificateName() {}

    static String of(X509Certificate certificate) {
        String whole = certificate.getSubjectX500Principal().getName();
        String organisation = part(whole, "O");
        String name = organisation.isEmpty() ? part(whole, "CN") : organisation;
        String shown = name.isEmpty() ? whole : name;
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) : shown;
    }

    private static String part(String whole, String type) {
        try {
            for (Rdn part : new LdapName(whole).getRdns()) {
                if (part.getType().equalsIgnoreCase(type) && part.getValue() instanceof String s) {
                    return s;
                }
            }
            return "";
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
