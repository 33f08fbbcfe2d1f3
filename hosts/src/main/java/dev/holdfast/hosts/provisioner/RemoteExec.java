package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.ssh.SshUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `remote-exec`: runs scripts on the host of the connection, one after the other.
final class RemoteExec implements ProvisionerKind {
  private static final Block SCHEMA =
      Block.of(
          Map.of(
              "inline",
                  Attribute.optional(Type.list(Type.STRING), "The lines of one script for sh."),
              "script", Attribute.optional(Type.STRING, "A script of this machine."),
              "scripts",
                  Attribute.optional(
                      Type.list(Type.STRING), "Scripts of this machine, in order.")));

  private final Path folder;
  private final SshUser user;
  private final RandomGenerator random;

  /// @param folder what relative names of scripts are relative to
  RemoteExec(Path folder, SshUser user, RandomGenerator random) {
    this.folder = folder;
    this.user = user;
    this.random = random;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public boolean needsConnection() {
    return true;
  }

  @Override
  public Optional<String> check(Value arguments) {
    Arguments given = new Arguments(arguments);
    long set = List.of("inline", "script", "scripts").stream().filter(given::isSet).count();
    return set == 1
        ? Optional.empty()
        : Optional.of("Exactly one of inline, script and scripts must be set.");
  }

  @Override
  public Optional<String> run(Request request) throws InterruptedException {
    List<byte[]> scripts;
    try {
      scripts = scripts(new Arguments(request.arguments()));
    } catch (IOException unreadable) {
      return Optional.of("A script cannot be read: %s.".formatted(unreadable.getMessage()));
    }
    String path = new Arguments(request.connection()).text("script_path");
    String number = Integer.toString(random.nextInt(100_000_000, 1_000_000_000));
    String place =
        path.isEmpty() ? "/tmp/holdfast_" + number + ".sh" : path.replace("%RAND%", number);
    try (RemoteConnection connection = RemoteConnection.open(request, user)) {
      for (byte[] script : scripts) {
        Optional<String> failure = run(connection, script, place, request);
        if (failure.isPresent()) {
          return failure;
        }
      }
      return Optional.empty();
    } catch (RemoteConnection.RemoteException fault) {
      return Optional.of(String.valueOf(fault.getMessage()));
    }
  }

  private List<byte[]> scripts(Arguments given) throws IOException {
    if (given.isSet("inline")) {
      String text = "#!/bin/sh\n" + String.join("\n", given.texts("inline")) + "\n";
      return List.of(text.getBytes(StandardCharsets.UTF_8));
    }
    List<String> names =
        given.isSet("script") ? List.of(given.text("script")) : given.texts("scripts");
    List<byte[]> scripts = new ArrayList<>();
    for (String name : names) {
      scripts.add(Files.readAllBytes(folder.resolve(name)));
    }
    return scripts;
  }

  private static Optional<String> run(
      RemoteConnection connection, byte[] script, String place, Request request)
      throws RemoteConnection.RemoteException, InterruptedException {
    String file = RemoteConnection.quoted(place);
    int written =
        connection.run(
            "umask 077 && cat > %s && chmod 0700 %s".formatted(file, file),
            stream -> stream.write(script),
            request.output());
    if (written != 0) {
      return Optional.of("The script could not be written to %s on the host.".formatted(place));
    }
    int code = connection.run(file, stream -> {}, request.output());
    connection.run("rm -f " + file, stream -> {}, request.output());
    return code == 0
        ? Optional.empty()
        : Optional.of(
            "error executing \"%s\": Process exited with status %d".formatted(place, code));
  }
}
