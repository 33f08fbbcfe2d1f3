package dev.holdfast.engine.state;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The JSON form of who holds a lock, which the peers share.
public final class LockText {
  private LockText() {}

  /// The text, in UTF-8.
  public static byte[] encode(LockInfo info) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonOutput out = JsonOutput.compact(bytes);
    try {
      out.object(() -> {
        out.member("ID", info.id());
        out.member("Operation", info.operation());
        out.member("Info", info.info());
        out.member("Who", info.who());
        out.member("Version", info.version());
        out.member("Created", info.created().toString());
        out.member("Path", info.path());
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static final class Draft {
    private String id = "";
    private String operation = "";
    private String info = "";
    private String who = "";
    private String version = "";
    private String created = "";
    private String path = "";
  }

  /// Who holds a lock; null where the text is empty or not readable: a lock is a lock all the same.
  public static @Nullable LockInfo decode(byte[] text) {
    Draft draft = new Draft();
    try (JsonInput in = new JsonInput(text, "lock")) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "ID" -> draft.id = in.text();
              case "Operation" -> draft.operation = in.text();
              case "Info" -> draft.info = in.text();
              case "Who" -> draft.who = in.text();
              case "Version" -> draft.version = in.text();
              case "Created" -> draft.created = in.text();
              case "Path" -> draft.path = in.text();
              default -> in.skip();
            }
          }));
      return new LockInfo(
          draft.id,
          draft.operation,
          draft.info,
          draft.who,
          draft.version,
          Instant.parse(draft.created),
          draft.path);
    } catch (DamagedJsonException | DateTimeParseException fault) {
      return null;
    }
  }

  /// Who holds it and since when, for a message.
  public static String describe(@Nullable LockInfo info) {
    if (info == null) {
      return "Who holds it is not known.";
    }
    return """
    Held by %s for "%s" since %s (lock id %s, version %s%s).\
    """
        .formatted(
            info.who(),
            info.operation(),
            info.created(),
            info.id(),
            info.version(),
            info.info().isEmpty() ? "" : ", " + info.info());
  }
}
