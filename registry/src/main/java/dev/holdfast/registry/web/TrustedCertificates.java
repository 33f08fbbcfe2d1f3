package dev.holdfast.registry.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Which authorities vouch for servers: those of `SSL_CERT_FILE` where it is set, else those that
/// the machine trusts, so that a company's own authority counts here as it does elsewhere, else
/// those of the JDK.
final class TrustedCertificates {
  /// Where Linux distributions keep the authorities that they trust.
  private static final List<Path> OF_MACHINE =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private TrustedCertificates() {}

  /// @throws WebException if `SSL_CERT_FILE` names a file that has no certificates
  static SSLContext context(Map<String, String> environment) throws WebException {
    String given = environment.getOrDefault("SSL_CERT_FILE", "");
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(given), null);
      return context;
    } catch (GeneralSecurityException | IOException fault) {
      throw WebException.lasting(
          (given.isEmpty() ? "the trusted certificates" : "SSL_CERT_FILE, " + given + ",")
              + " cannot be read: "
              + fault.getMessage());
    }
  }

  private static TrustManager @Nullable [] trust(String given)
      throws GeneralSecurityException, IOException {
    if (!given.isEmpty()) {
      List<Certificate> certificates = read(Path.of(given));
      if (certificates.isEmpty()) {
        throw new IOException("it has no certificates");
      }
      return managers(certificates);
    }
    Optional<Path> file = OF_MACHINE.stream().filter(Files::isReadable).findFirst();
    if (file.isEmpty()) {
      return null;
    }
    try {
      List<Certificate> certificates = new ArrayList<>(read(file.get()));
      return certificates.isEmpty() ? null : managers(certificates);
    } catch (GeneralSecurityException | IOException unreadable) {
      return null;
    }
  }

  private static List<Certificate> read(Path file) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      return List.copyOf(read);
    }
  }

  private static TrustManager[] managers(List<Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
