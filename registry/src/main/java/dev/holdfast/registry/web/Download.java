package dev.holdfast.registry.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/// Downloads a file. When the connection breaks, the next try asks for the rest only; a server that
/// cannot give a rest, or whose file has changed since, gives the whole anew.
public final class Download {
  private static final int PARTIAL_CONTENT = 206;

  private final Web web;
  private final WebRequest request;
  private final long limit;
  private final Progress progress;

  /// What `If-Range` asks for: the rest of exactly this version of the file.
  private String version = "";

  private long received;

  /// Hears how far a download is. Must return soon.
  @FunctionalInterface
  public interface Progress {
    /// @param received bytes so far
    /// @param total bytes of the whole file, where the server says so
    void at(long received, OptionalLong total);
  }

  private Download(Web web, WebRequest request, long limit, Progress progress) {
    this.web = web;
    this.request = request;
    this.limit = limit;
    this.progress = progress;
  }

  /// Downloads into a file that does not exist yet. After a fault the caller removes it.
  ///
  /// @param limit the most bytes that the file may have
  /// @throws WebException if the server does not give it
  /// @throws IOException if the file cannot be written
  public static void to(Path file, Web web, WebRequest request, long limit, Progress progress)
      throws IOException, InterruptedException {
    Download download = new Download(web, request, limit, progress);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      IOException[] unwritable = new IOException[1];
      web.retrying(() -> {
        try {
          download.receive(channel);
        } catch (WriteException fault) {
          unwritable[0] = fault.reason;
        }
        return file;
      });
      if (unwritable[0] != null) {
        throw unwritable[0];
      }
    }
  }

  /// The disk, not the network, is to blame.
  private static final class WriteException extends Exception {
    private final transient IOException reason;

    WriteException(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private void receive(FileChannel channel)
      throws WebException, WriteException, InterruptedException {
    WebRequest asked = request.withHeader("Accept-Encoding", "identity");
    if (received > 0 && !version.isEmpty()) {
      asked = asked.withHeader("Range", "bytes=" + received + "-").withHeader("If-Range", version);
    }
    Web.Answer answer = web.send(asked);
    boolean partial = answer.response().statusCode() == PARTIAL_CONTENT;
    if (partial && !startsAt(answer, received)) {
      version = "";
      Web.close(answer.response());
      throw WebException.passing(
          Web.server(answer.address()) + " answered with another part of the file");
    }
    if (!partial) {
      received = 0;
      version = version(answer);
    }
    OptionalLong length = answer.response().headers().firstValueAsLong("content-length");
    OptionalLong total =
        length.isPresent() ? OptionalLong.of(received + length.getAsLong()) : OptionalLong.empty();
    if (total.orElse(0) > limit) {
      throw WebException.lasting("the file has more than " + limit / (1 << 20) + " MiB");
    }
    try (StallGuard body = new StallGuard(answer.body(), web.settings().timeout())) {
      copy(body.in(), channel, total);
    } catch (WebException known) {
      throw known;
    } catch (IOException broken) {
      throw Web.broken(answer.address(), broken);
    }
    if (total.isPresent() && received != total.getAsLong()) {
      throw WebException.passing(
          "the connection to " + Web.server(answer.address()) + " ended too early");
    }
  }

  private static boolean startsAt(Web.Answer answer, long offset) {
    return answer
        .response()
        .headers()
        .firstValue("content-range")
        .filter(range -> range.startsWith("bytes " + offset + "-"))
        .isPresent();
  }

  private static String version(Web.Answer answer) {
    return answer
        .response()
        .headers()
        .firstValue("etag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> answer.response().headers().firstValue("last-modified"))
        .orElse("");
  }

  private void copy(InputStream in, FileChannel channel, OptionalLong total)
      throws IOException, WriteException {
    truncate(channel);
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (received + read > limit) {
        throw WebException.lasting("the file has more than " + limit / (1 << 20) + " MiB");
      }
      write(channel, ByteBuffer.wrap(buffer, 0, read));
      received += read;
      progress.at(received, total);
    }
  }

  private void truncate(FileChannel channel) throws WriteException {
    try {
      channel.truncate(received).position(received);
    } catch (IOException fault) {
      throw new WriteException(fault);
    }
  }

  private static void write(FileChannel channel, ByteBuffer piece) throws WriteException {
    try {
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    } catch (IOException fault) {
      throw new WriteException(fault);
    }
  }
}
