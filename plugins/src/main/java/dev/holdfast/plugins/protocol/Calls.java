package dev.holdfast.plugins.protocol;

/// The way to a running provider program: bytes of a request there, bytes of the answer back.
public interface Calls {

  /// Blocks until the answer is there. Called by many threads at a time.
  ///
  /// @param request an encoded message
  /// @return an encoded message
  byte[] call(Rpc rpc, byte[] request) throws CallFailedException;

  ProtocolVersion version();
}
