package dev.holdfast.plugins.provider;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A folder that only this user can enter, for the sockets of programs. Programs that are killed
/// leave theirs behind, so it is removed with all that is in it.
final class SocketFolder {
  private @Nullable Path folder;

  /// The folder, made when first asked for; null where that is not possible: then programs put
  /// their sockets where they like.
  synchronized @Nullable Path folder() {
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("holdfast-plugins-");
      } catch (IOException e) {
        return null;
      }
    }
    return folder;
  }

  synchronized void remove() {
    Path made = folder;
    if (made == null) {
      return;
    }
    folder = null;
    try (DirectoryStream<Path> sockets = Files.newDirectoryStream(made)) {
      for (Path socket : sockets) {
        Files.deleteIfExists(socket);
      }
      Files.deleteIfExists(made);
    } catch (IOException e) {
      // What is left is an empty folder in the system's folder for temporary files.
    }
  }
}
