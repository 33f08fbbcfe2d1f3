package dev.holdfast.plugins.provider;

import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Calls;
import dev.holdfast.plugins.protocol.Rpc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The configurations of objects that one program has found nothing wrong with. Whether one is
/// valid depends on nothing but itself, so that the same question is not asked twice: not for each
/// of a thousand equal instances, and not again while applying where everything was known when
/// planning.
final class ValidConfigurations {
  /// What is remembered is bounded: some 80 bytes for each.
  private static final int MOST = 200_000;

  private final Set<ByteBuffer> digests = ConcurrentHashMap.newKeySet();

  /// The answer to a question, from the program where it is a new one.
  byte[] ask(Calls calls, Rpc rpc, byte[] request) throws CallFailedException {
    ByteBuffer digest = digest(rpc, request);
    if (digests.contains(digest)) {
      return new byte[0];
    }
    byte[] answer = calls.call(rpc, request);
    // An empty message: not even a warning.
    if (answer.length == 0 && digests.size() < MOST) {
      digests.add(digest);
    }
    return answer;
  }

  private static ByteBuffer digest(Rpc rpc, byte[] request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(rpc.name().getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(digest.digest(request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }
}
