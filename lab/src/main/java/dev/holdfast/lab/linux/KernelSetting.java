package dev.holdfast.lab.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file below `/proc/sys`.
///
/// Those that hold numbers answer only the first read of a file: reading byte by byte, as
/// `Files.readString` starts when a file claims to be empty, gives the first digit and no more.
///
/// @param file for example `/proc/sys/net/ipv4/ip_forward`; below `net` it is that of the network
///   namespace of the reading thread
public record KernelSetting(Path file) {
  private static final int LARGEST = 4096;

  /// The setting of a name in dots, as `sysctl(8)` writes it.
  public static KernelSetting named(String name) {
    return new KernelSetting(Path.of("/proc/sys").resolve(name.replace('.', '/')));
  }

  /// Whether this kernel has it.
  public boolean exists() {
    return Files.isRegularFile(file);
  }

  /// Its value, without the line break; tabs between several numbers are blanks.
  public String read() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = new byte[LARGEST];
      int length = Math.max(0, stream.read(bytes));
      return new String(bytes, 0, length, StandardCharsets.UTF_8).strip().replace('\t', ' ');
    }
  }

  /// Sets it.
  public void write(String value) throws IOException {
    Files.writeString(file, value);
  }
}
