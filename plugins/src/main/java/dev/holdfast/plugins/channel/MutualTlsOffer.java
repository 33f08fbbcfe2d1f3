package dev.holdfast.plugins.channel;

import dev.holdfast.plugins.process.LaunchFailedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;

/// Our half of TLS with one program: a certificate made for it alone, to which it answers with one
/// of its own.
///
/// @param ours signed by itself
public record MutualTlsOffer(X509Certificate ours, PrivateKey key) {

  /// A new key and a certificate for it.
  public static MutualTlsOffer create(Clock clock) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp521r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] der = SelfSignedCertificate.encode(pair, clock.instant());
      return new MutualTlsOffer(certificate(der), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no elliptic curves", e);
    }
  }

  /// The certificate as programs want it.
  public String pem() {
    try {
      String body =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(ours.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /// TLS with the program that answered.
  ///
  /// @param theirs its certificate, base64 of the DER
  /// @throws LaunchFailedException if it is damaged, or the program answered without one
  public TransportSecurity accept(String theirs) throws LaunchFailedException {
    if (theirs.isEmpty()) {
      throw new LaunchFailedException("It was asked to speak TLS and does not.");
    }
    try {
      return new TransportSecurity.MutualTls(
          ours, key, certificate(Base64.getDecoder().decode(theirs)));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new LaunchFailedException("The certificate that it shows is damaged.");
    }
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
