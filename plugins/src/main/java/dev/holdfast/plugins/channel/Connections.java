package dev.holdfast.plugins.channel;

import dev.holdfast.plugins.http2.Http2Connection;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Opens connections to programs.
final class Connections {
  static final String AUTHORITY = "localhost";

  private Connections() {}

  static Http2Connection open(SocketAddress address, TransportSecurity security)
      throws IOException {
    Socket socket = LocalSocket.connected(address);
    if (security instanceof TransportSecurity.MutualTls tls) {
      socket = secured(socket, tls);
    }
    return Http2Connection.open(socket.getInputStream(), socket.getOutputStream(), socket);
  }

  private static SSLSocket secured(Socket plain, TransportSecurity.MutualTls tls)
      throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket) context(tls).getSocketFactory().createSocket(plain, AUTHORITY, -1, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException fault) {
      plain.close();
      throw fault;
    }
  }

  private static SSLContext context(TransportSecurity.MutualTls tls) throws IOException {
    try {
      KeyStore ours = KeyStore.getInstance("PKCS12");
      ours.load(null, null);
      ours.setKeyEntry("ours", tls.key(), new char[0], new Certificate[] {tls.ours()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(ours, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.getKeyManagers(), new TrustManager[] {new OneCertificate(tls.theirs())}, null);
      return context;
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("this Java cannot speak TLS", fault);
    }
  }

  /// Trusts one certificate and no other, whatever it says of itself.
  private record OneCertificate(X509Certificate theirs) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(theirs)) {
        throw new CertificateException("this is not the certificate that the program announced");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
