package dev.holdfast.plugins.provider;

import dev.holdfast.plugins.protocol.ProtocolVersion;
import dev.holdfast.plugins.protocol.SchemaAnswer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// What programs said they offer, in one file each, by the identity of the program. A file that is
/// damaged, or that cannot be written, costs no more than asking again.
final class SchemaCache {
  private static final int FORMAT = 0x48465331;
  private static final Duration KEPT_UNUSED = Duration.ofDays(60);

  private final Path folder;
  private final Clock clock;

  SchemaCache(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Optional<SchemaAnswer> read(String identity) {
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    Path file = file(identity);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int format = in.readInt();
      Optional<ProtocolVersion> version = ProtocolVersion.of(in.readInt());
      long checksum = in.readLong();
      byte[] schema = part(in, file);
      byte[] identities = part(in, file);
      if (format != FORMAT || version.isEmpty() || checksum != checksum(schema, identities)) {
        drop(identity);
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return Optional.of(new SchemaAnswer(version.get(), schema, identities));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException damaged) {
      drop(identity);
      return Optional.empty();
    }
  }

  private static byte[] part(DataInputStream in, Path file) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Files.size(file)) {
      throw new IOException("damaged");
    }
    byte[] part = new byte[length];
    in.readFully(part);
    return part;
  }

  void write(String identity, SchemaAnswer answer) {
    if (identity.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path unfinished =
          Files.createTempFile(
              folder,
              "new",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        try (OutputStream file = Files.newOutputStream(unfinished);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file))) {
          out.writeInt(FORMAT);
          out.writeInt(answer.version().number());
          out.writeLong(checksum(answer.schema(), answer.identities()));
          out.writeInt(answer.schema().length);
          out.write(answer.schema());
          out.writeInt(answer.identities().length);
          out.write(answer.identities());
        }
        Files.move(unfinished, file(identity), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      removeUnused();
    } catch (IOException | UnsupportedOperationException full) {
      // Then the program is asked again the next time.
    }
  }

  private void removeUnused() throws IOException {
    FileTime limit = FileTime.from(clock.instant().minus(KEPT_UNUSED));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  void drop(String identity) {
    try {
      Files.deleteIfExists(file(identity));
    } catch (IOException e) {
      // It is found damaged again the next time.
    }
  }

  private Path file(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".schema");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long checksum(byte[] schema, byte[] identities) {
    CRC32 checksum = new CRC32();
    checksum.update(schema);
    checksum.update(identities);
    return checksum.getValue();
  }
}
