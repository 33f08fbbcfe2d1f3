package dev.holdfast.plugins.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Looks whether a file can be run on this machine, so that one that cannot is explained better
/// than by "exec format error".
final class ProgramFile {
  private static final int HEADER = 20;

  /// The machines that the headers of Linux programs name, by `e_machine`.
  private enum Machine {
    I386(3, "386"),
    ARM(40, "arm"),
    AMD64(62, "amd64"),
    ARM64(183, "arm64"),
    RISCV64(243, "riscv64");

    private final int code;
    private final String name;

    Machine(int code, String name) {
      this.code = code;
      this.name = name;
    }

    static String name(int code) {
      return Arrays.stream(values())
          .filter(each -> each.code == code)
          .findFirst()
          .map(each -> each.name)
          .orElse("an unknown processor");
    }
  }

  private ProgramFile() {}

  /// What keeps the file from being run, or nothing.
  static Optional<String> fault(Path program) {
    if (!Files.exists(program)) {
      return Optional.of("The file %s does not exist. Run \"init\" again.".formatted(program));
    }
    if (!Files.isRegularFile(program)) {
      return Optional.of("%s is not a file.".formatted(program));
    }
    if (!Files.isExecutable(program)) {
      return Optional.of(
          "The file %s may not be executed. Set its run bit with \"chmod +x\", or look whether its file system is mounted with \"noexec\"."
              .formatted(program));
    }
    byte[] header = new byte[HEADER];
    try (InputStream in = Files.newInputStream(program)) {
      int length = in.readNBytes(header, 0, HEADER);
      return kindFault(program, header, length);
    } catch (IOException e) {
      // It may be executable and not readable.
      return Optional.empty();
    }
  }

  private static Optional<String> kindFault(Path program, byte[] header, int length) {
    String system = System.getProperty("os.name", "");
    if (length == 0) {
      return Optional.of("The file %s is empty. Run \"init\" again.".formatted(program));
    }
    if (startsWith(header, 0x7f, 'E', 'L', 'F')) {
      return system.startsWith("Linux")
          ? processorFault(program, header, length)
          : other(program, "Linux");
    }
    if (startsWith(header, 0xcf, 0xfa, 0xed, 0xfe) || startsWith(header, 0xca, 0xfe, 0xba, 0xbe)) {
      return system.startsWith("Mac") ? Optional.empty() : other(program, "macOS");
    }
    if (startsWith(header, 'M', 'Z')) {
      return system.startsWith("Windows") ? Optional.empty() : other(program, "Windows");
    }
    if (startsWith(header, '#', '!')) {
      return Optional.empty();
    }
    return Optional.of("The file %s is not a program.".formatted(program));
  }

  private static Optional<String> processorFault(Path program, byte[] header, int length) {
    if (length < HEADER) {
      return Optional.of("The program %s is cut off. Run \"init\" again.".formatted(program));
    }
    // Byte 5 says in which order numbers are written: 1 for the lowest byte first.
    int machine =
        header[5] == 1
            ? (header[18] & 0xff) | (header[19] & 0xff) << 8
            : (header[19] & 0xff) | (header[18] & 0xff) << 8;
    String wanted = Machine.name(machine);
    String here = System.getProperty("os.arch", "");
    // A machine of 64 bits may well run programs of 32.
    boolean runs =
        switch (here) {
          case "amd64", "x86_64" -> machine == Machine.AMD64.code || machine == Machine.I386.code;
          case "aarch64" -> machine == Machine.ARM64.code || machine == Machine.ARM.code;
          default -> true;
        };
    return runs
        ? Optional.empty()
        : Optional.of(
            "The program %s was built for %s, and this machine is %s. Install the provider's package for this machine."
                .formatted(program, wanted, here));
  }

  private static Optional<String> other(Path program, String system) {
    return Optional.of(
        "The program %s was built for %s. Install the provider's package for this machine."
            .formatted(program, system));
  }

  private static boolean startsWith(byte[] header, int... start) {
    for (int index = 0; index < start.length; index++) {
      if ((header[index] & 0xff) != start[index]) {
        return false;
      }
    }
    return true;
  }
}
