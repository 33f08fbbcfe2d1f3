package dev.holdfast.plugins.channel;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// How bytes on the way to a program are kept from others.
public sealed interface TransportSecurity {
  /// In the clear, over a socket in a folder that only this user can enter.
  TransportSecurity NONE = new Clear();

  /// In the clear.
  record Clear() implements TransportSecurity {}

  /// TLS in which both sides trust exactly the certificate of the other.
  record MutualTls(X509Certificate ours, PrivateKey key, X509Certificate theirs)
      implements TransportSecurity {}
}
