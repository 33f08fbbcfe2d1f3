package dev.holdfast.cli.command;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of addresses, one a line. Blank lines and lines that begin with `#` say nothing.
final class AddressFile {
  private AddressFile() {}

  /// The addresses in their order; what is wrong with the file or a line is reported.
  ///
  /// @param flag the flag that named the file, for messages
  static List<TargetAddress> read(Path file, String flag, Diagnostics diagnostics) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      diagnostics.add(unreadable(flag, file + " is not UTF-8 text."));
      return List.of();
    } catch (IOException e) {
      diagnostics.add(unreadable(flag, file + " cannot be read: " + e + "."));
      return List.of();
    }
    List<TargetAddress> addresses = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Parsed<@Nullable TargetAddress> parsed = AddressParser.target(line);
      for (Diagnostic diagnostic : parsed.diagnostics()) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid address in " + flag,
                "Line %d of %s, \"%s\": %s".formatted(i + 1, file, line, diagnostic.detail())));
      }
      TargetAddress address = parsed.tree();
      if (address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static Diagnostic unreadable(String flag, String detail) {
    return Diagnostic.error("Unable to read the file of " + flag, detail);
  }
}
