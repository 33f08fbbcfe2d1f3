package dev.holdfast.engine.state.encryption;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one kind of thing is encrypted: states, plans, or states of others. Writes with its first
/// method, and reads what any of them wrote. Safe for use by many threads.
public final class Sealing {
  /// In the clear, and nothing else is read.
  public static final Sealing NONE = new Sealing(List.of(new EncryptionMethod.Unencrypted()));

  private final List<EncryptionMethod> methods;

  /// @param methods not empty: the one to write with, then its fallbacks
  Sealing(List<EncryptionMethod> methods) {
    this.methods = List.copyOf(methods);
  }

  /// A text that was opened.
  ///
  /// @param outdated whether it was not written as the first method writes
  @SuppressWarnings("ArrayRecordComponent") // may be large, and is never compared
  public record Opened(byte[] text, boolean outdated) {}

  /// How it writes, then how it reads as well.
  List<EncryptionMethod> methods() {
    return methods;
  }

  /// Whether what is written differs from the text.
  public boolean encrypts() {
    return methods.getFirst() instanceof EncryptionMethod.Encrypting;
  }

  /// What may lie there instead of a text, on one line; the text itself if nothing is encrypted.
  ///
  /// @throws SealException if there is no key
  public byte[] seal(byte[] text) throws SealException {
    return seal(text, null);
  }

  /// The same for a state, of which the envelope shows the header.
  byte[] seal(byte[] text, Envelope.@Nullable Header header) throws SealException {
    if (!(methods.getFirst() instanceof EncryptionMethod.Encrypting method)) {
      return text;
    }
    EncryptionMethod.Encrypted encrypted = method.encrypt(text);
    return new Envelope(header, encrypted.meta(), encrypted.data()).text();
  }

  /// The text that lies there. One that is in the clear is returned as it is where one of the
  /// methods is `unencrypted`.
  ///
  /// @throws SealException if it may not be in the clear, or if no method can decrypt it
  public Opened open(byte[] bytes) throws SealException {
    return open(bytes, Envelope.read(bytes));
  }

  /// The text that was encrypted, by any of the methods.
  ///
  /// @throws SealException also if it is in the clear
  public byte[] openEncrypted(byte[] bytes) throws SealException {
    Envelope envelope = Envelope.read(bytes);
    if (envelope == null) {
      throw new SealException("it was to be encrypted, and is not");
    }
    return open(bytes, envelope).text();
  }

  /// Looks whether something in the clear may be read.
  ///
  /// @throws SealException if it may not
  public void requireReadableInTheClear() throws SealException {
    for (EncryptionMethod method : methods) {
      if (method instanceof EncryptionMethod.Unencrypted) {
        return;
      }
    }
    throw new SealException(
        """
        it is not encrypted, and the configuration asks for encryption. To encrypt it with the \
        next run, give the target a block "fallback" with a method "unencrypted", and take that \
        away afterwards\
        """);
  }

  Opened open(byte[] bytes, @Nullable Envelope envelope) throws SealException {
    if (envelope == null) {
      requireReadableInTheClear();
      return new Opened(bytes, encrypts());
    }
    List<String> faults = new ArrayList<>();
    for (int index = 0; index < methods.size(); index++) {
      if (methods.get(index) instanceof EncryptionMethod.Encrypting method) {
        try {
          return new Opened(method.decrypt(envelope.data(), envelope.meta()), index > 0);
        } catch (SealException fault) {
          faults.add(String.valueOf(fault.getMessage()));
        }
      }
    }
    throw new SealException(
        faults.isEmpty()
            ? "it is encrypted, and the configuration does not say how to decrypt it"
            : String.join("; and with the fallback, ", faults));
  }
}
