package dev.holdfast.backends.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates and keys from PEM texts.
public final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Certificates() {}

  /// What a connection trusts and shows.
  ///
  /// @param trusted certificates of authorities in PEM; null for those of the machine
  /// @param certificate to show, in PEM; null for none
  /// @param privateKey of that certificate, in PEM
  /// @param skipVerification whether to trust anybody
  /// @throws GeneralSecurityException if one of the texts cannot be read
  public static SSLContext context(
      @Nullable String trusted,
      @Nullable String certificate,
      @Nullable String privateKey,
      boolean skipVerification)
      throws GeneralSecurityException {
    TrustManager[] trust =
        skipVerification
            ? new TrustManager[] {new Anybody()}
            : trusted == null ? null : authorities(trusted);
    KeyManager[] keys =
        certificate == null || privateKey == null ? null : keys(certificate, privateKey);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static TrustManager[] authorities(String pem) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate each : certificates(pem)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (found.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    return found;
  }

  private static KeyManager[] keys(String certificate, String privateKey)
      throws GeneralSecurityException {
    try {
      char[] noPassword = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "client",
          privateKey(privateKey),
          noPassword,
          certificates(certificate).toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, noPassword);
      return factory.getKeyManagers();
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher blocks = BLOCK.matcher(pem);
    while (blocks.find()) {
      byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> {
          return privateKey(content);
        }
        case "RSA PRIVATE KEY" -> {
          return privateKey(wrapped(content));
        }
        case "EC PRIVATE KEY" ->
            throw new GeneralSecurityException(
                "it is in the SEC1 form; convert it with \"openssl pkcs8 -topk8 -nodes\"");
        default -> {
          // Parameters may stand before the key.
        }
      }
    }
    throw new GeneralSecurityException("there is no private key in it");
  }

  private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException other) {
        // The next algorithm may fit.
        System.getLogger(Certificates.class.getName()).log(System.Logger.Level.TRACE, algorithm);
      }
    }
    throw new GeneralSecurityException("the private key is of a kind that is not known");
  }

  /// A PKCS #1 key in the envelope of PKCS #8 (RFC 5208): version 0, the algorithm rsaEncryption
  /// without parameters, and the key.
  private static byte[] wrapped(byte[] key) {
    byte[] algorithm = {
      0x02,
      0x01,
      0x00,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x01,
      0x01,
      0x05,
      0x00
    };
    byte[] octets = element((byte) 0x04, key);
    byte[] content = new byte[algorithm.length + octets.length];
    System.arraycopy(algorithm, 0, content, 0, algorithm.length);
    System.arraycopy(octets, 0, content, algorithm.length, octets.length);
    return element((byte) 0x30, content);
  }

  private static byte[] element(byte tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {tag, (byte) length}
            : length < 0x100
                ? new byte[] {tag, (byte) 0x81, (byte) length}
                : new byte[] {tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    byte[] element = new byte[head.length + length];
    System.arraycopy(head, 0, element, 0, head.length);
    System.arraycopy(content, 0, element, head.length, length);
    return element;
  }

  /// Asks nobody who they are. Only of this kind of class does Java leave out the host's name, too.
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
