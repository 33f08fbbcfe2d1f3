package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.StateFile.Layout;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The files of one local state, side by side.
///
/// @param state such as `terraform.tfstate`
record LocalStateFiles(Path state) {

  /// Changes that are not in the state file yet.
  Path journal() {
    return PrivateFiles.hidden(state, ".journal");
  }

  /// The state as it was before the last run that changed it.
  Path backup() {
    return PrivateFiles.folder(state).resolve(state.getFileName() + ".backup");
  }

  private Path next() {
    return PrivateFiles.hidden(state, ".next");
  }

  /// A state file that is written and durable but not in place yet.
  ///
  /// @param channel stays open, so that the file can be locked before it takes its place
  record Next(Path path, String digest, FileChannel channel) {}

  /// Writes a state beside the present one. Fails without a trace.
  Next write(State newState, StateCodec codec) throws IOException {
    Path path = next();
    PrivateFiles.createAnew(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      MessageDigest digest = sha256();
      OutputStream plain = Channels.newOutputStream(channel);
      OutputStream out = new BufferedOutputStream(new DigestOutputStream(plain, digest), 1 << 16);
      codec.write(newState, out, Layout.INDENTED);
      out.flush();
      channel.force(true);
      return new Next(path, HexFormat.of().formatHex(digest.digest()), channel);
    } catch (IOException | RuntimeException fault) {
      channel.close();
      Files.deleteIfExists(path);
      throw fault;
    }
  }

  /// Removes a written file that cannot take its place.
  void discard(Next next) throws IOException {
    Files.deleteIfExists(next.path());
  }

  /// Puts the written file in the place of the present one.
  void install(Next next) throws IOException {
    Files.move(next.path(), state, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.sync(PrivateFiles.folder(state));
  }

  /// Keeps the present file as the backup. Costs nothing where the file system knows links: the
  /// present file is never written into, only replaced.
  void backUp() throws IOException {
    if (!Files.exists(state)) {
      return;
    }
    Path fresh = PrivateFiles.hidden(state, ".backup.new");
    Files.deleteIfExists(fresh);
    try {
      Files.createLink(fresh, state);
    } catch (UnsupportedOperationException | IOException noLinksHere) {
      Files.copy(state, fresh, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(fresh, backup(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Keeps the present file as the backup, as this codec writes it: a state that was in the clear
  /// must not stay so in its backup.
  void backUp(StateCodec codec) throws IOException {
    State present = codec.read(Files.readAllBytes(state), state.toString()).state();
    if (present == null) {
      throw new IOException(state + " cannot be read any more");
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    codec.write(present, text, Layout.INDENTED);
    PrivateFiles.replace(backup(), text.toByteArray());
  }

  static String digest(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
