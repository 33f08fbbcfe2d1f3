package dev.holdfast.modules.archive;

import dev.holdfast.registry.archive.UnpackLimits;
import dev.holdfast.registry.archive.Unpacking;
import dev.holdfast.registry.archive.UnsafeArchiveException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Unpacks tar archives: those of POSIX (ustar and pax) and of GNU.
///
/// Symbolic links are made when everything else is there, so that nothing is written through one,
/// and only those that stay in the folder. Hard links and devices are refused.
final class TarArchive {
  private static final int BLOCK = 512;
  private static final int LONGEST_HEADER = 1 << 20;

  private final InputStream in;
  private final Path folder;
  private final Unpacking unpacking;
  private final Map<String, String> links = new LinkedHashMap<>();

  /// What a preceding header says of the next entry.
  private @Nullable String longName;

  private @Nullable String longTarget;

  private TarArchive(InputStream in, Path folder, UnpackLimits limits) {
    this.in = in;
    this.folder = folder.toAbsolutePath().normalize();
    this.unpacking = new Unpacking(folder, limits);
  }

  /// Unpacks a whole archive.
  ///
  /// @param in read to the end of the archive, not closed
  /// @param folder exists and is empty; after a fault its content is of no use
  static void unpack(InputStream in, Path folder, UnpackLimits limits) throws IOException {
    TarArchive archive = new TarArchive(in, folder, limits);
    archive.readEntries();
    archive.makeLinks();
  }

  private void readEntries() throws IOException {
    byte[] header = new byte[BLOCK];
    for (boolean first = true; in.readNBytes(header, 0, BLOCK) == BLOCK; first = false) {
      if (isZero(header)) {
        return;
      }
      if (!hasCheckSum(header)) {
        throw new UnsafeArchiveException(first ? "it is no tar archive" : "it is damaged");
      }
      readEntry(header);
    }
    throw new EOFException();
  }

  private void readEntry(byte[] header) throws IOException {
    long size = number(header, 124, 12);
    char type = (char) header[156];
    if (type == 'x' || type == 'L' || type == 'K') {
      readHeaderOfNext(type, size);
      return;
    }
    String name = longName == null ? name(header) : longName;
    String target = longTarget == null ? text(header, 157, 100) : longTarget;
    if (type != 'g') {
      longName = null;
      longTarget = null;
    }
    Content content = new Content(in, size);
    switch (type) {
      case '0', '\0', '7' -> {
        if (name.endsWith("/")) {
          unpacking.folder(name);
        } else {
          unpacking.file(name, content, (number(header, 100, 8) & 0100) != 0);
        }
      }
      case '5' -> unpacking.folder(name);
      case '2' -> links.put(name, target);
      case 'g' -> {}
      default -> throw new UnsafeArchiveException("\"" + name + "\" is a hard link or a device");
    }
    content.finish();
  }

  private void readHeaderOfNext(char type, long size) throws IOException {
    if (size > LONGEST_HEADER) {
      throw new UnsafeArchiveException("an entry has a name that is too long");
    }
    Content content = new Content(in, size);
    byte[] bytes = content.readNBytes((int) size);
    content.finish();
    switch (type) {
      case 'L' -> longName = text(bytes, 0, bytes.length);
      case 'K' -> longTarget = text(bytes, 0, bytes.length);
      default -> readPax(bytes);
    }
  }

  /// Records `LENGTH KEY=VALUE\n`, where the length counts the whole record.
  private void readPax(byte[] bytes) throws UnsafeArchiveException {
    int at = 0;
    while (at < bytes.length) {
      int space = at;
      while (space < bytes.length && bytes[space] != ' ') {
        space++;
      }
      String digits = new String(bytes, at, space - at, StandardCharsets.US_ASCII);
      int length = digits.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(digits) : 0;
      if (length < space - at + 2 || at + length > bytes.length) {
        throw new UnsafeArchiveException("it is damaged");
      }
      String record = new String(bytes, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
      if (record.startsWith("path=")) {
        longName = record.substring("path=".length());
      } else if (record.startsWith("linkpath=")) {
        longTarget = record.substring("linkpath=".length());
      } else if (record.startsWith("size=")) {
        throw new UnsafeArchiveException("it has a file of more than 8 GiB");
      }
      at += length;
    }
  }

  private void makeLinks() throws IOException {
    for (Map.Entry<String, String> each : links.entrySet()) {
      String name = each.getKey();
      Path place = folder.resolve(name).normalize();
      Path parent = place.getParent();
      boolean inside =
          !Path.of(name).isAbsolute()
              && place.startsWith(folder)
              && !place.equals(folder)
              && parent != null
              && !Path.of(each.getValue()).isAbsolute()
              && parent.resolve(each.getValue()).normalize().startsWith(folder);
      if (!inside || parent == null) {
        throw new UnsafeArchiveException("the link \"" + name + "\" leads out of it");
      }
      Files.createDirectories(parent);
      if (!parent.toRealPath().equals(folder.toRealPath().resolve(folder.relativize(parent)))) {
        throw new UnsafeArchiveException("the link \"" + name + "\" is behind another link");
      }
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafeArchiveException("\"" + name + "\" occurs twice");
      }
      Files.createSymbolicLink(place, Path.of(each.getValue()));
    }
  }

  private static String name(byte[] header) {
    boolean posix = text(header, 257, 5).equals("ustar") && header[262] == 0;
    String prefix = posix ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes, int from, int length) {
    int to = from;
    while (to < from + length && bytes[to] != 0) {
      to++;
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static long number(byte[] header, int from, int length) throws UnsafeArchiveException {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{0,20}")) {
      throw new UnsafeArchiveException("it is damaged or has a file of more than 8 GiB");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static boolean isZero(byte[] header) {
    return Arrays.equals(header, new byte[BLOCK]);
  }

  /// The sum of all bytes, where those of the sum itself count as spaces.
  private static boolean hasCheckSum(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    String written = text(header, 148, 8).strip();
    return written.matches("[0-7]{1,8}") && Integer.parseInt(written, 8) == sum;
  }

  /// The content of one entry, which is filled up to whole blocks.
  private static final class Content extends FilterInputStream {
    private final long size;
    private long left;

    Content(InputStream in, long size) {
      super(in);
      this.size = size;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
      return read;
    }

    /// Goes on to the next entry.
    void finish() throws IOException {
      in.skipNBytes(left + (BLOCK - size % BLOCK) % BLOCK);
      left = 0;
    }

    @Override
    public void close() {}
  }
}
