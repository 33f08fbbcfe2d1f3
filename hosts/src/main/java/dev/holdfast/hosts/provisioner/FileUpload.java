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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `file`: copies a file or a folder of this machine, or a text, to the host of the connection.
final class FileUpload implements ProvisionerKind {
  private static final Block SCHEMA =
      Block.of(
          Map.of(
              "source", Attribute.optional(Type.STRING, "A file or folder of this machine."),
              "content", Attribute.optional(Type.STRING, "The text of the file."),
              "destination", Attribute.required(Type.STRING, "Where on the host.")));

  private final Path folder;
  private final SshUser user;

  /// @param folder what a relative `source` is relative to
  FileUpload(Path folder, SshUser user) {
    this.folder = folder;
    this.user = user;
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
    if (given.isSet("source") == given.isSet("content")) {
      return Optional.of("Exactly one of source and content must be set.");
    }
    return given.isKnown("destination") && given.text("destination").isEmpty()
        ? Optional.of("The destination must not be empty.")
        : Optional.empty();
  }

  @Override
  public Optional<String> run(Request request) throws InterruptedException {
    Arguments given = new Arguments(request.arguments());
    String source = given.text("source");
    String destination = given.text("destination");
    Path from = folder.resolve(source);
    if (given.isSet("source") && !Files.exists(from)) {
      return Optional.of("There is no file or folder \"%s\".".formatted(source));
    }
    try (RemoteConnection connection = RemoteConnection.open(request, user)) {
      Upload upload = new Upload(connection, request);
      if (given.isSet("content")) {
        byte[] content = given.text("content").getBytes(StandardCharsets.UTF_8);
        upload.file(destination, stream -> stream.write(content));
      } else if (Files.isDirectory(from)) {
        // As with rsync: with a slash at its end, what is in the folder is meant.
        upload.folder(from, source.endsWith("/") ? destination : join(destination, name(from)));
      } else {
        upload.file(
            destination.endsWith("/") ? join(destination, name(from)) : destination,
            stream -> Files.copy(from, stream));
      }
      return Optional.empty();
    } catch (RemoteConnection.RemoteException fault) {
      return Optional.of(String.valueOf(fault.getMessage()));
    } catch (IOException unreadable) {
      return Optional.of("\"%s\" cannot be read: %s.".formatted(source, unreadable.getMessage()));
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  private static String join(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  private record Upload(RemoteConnection connection, Request request) {

    void file(String place, RemoteConnection.Input content)
        throws RemoteConnection.RemoteException, InterruptedException {
      expectWell("cat > " + RemoteConnection.quoted(place), content, place);
    }

    void folder(Path from, String to)
        throws IOException, RemoteConnection.RemoteException, InterruptedException {
      List<Path> all;
      try (Stream<Path> paths = Files.walk(from)) {
        all = paths.sorted().toList();
      }
      for (Path each : all) {
        String inside = from.relativize(each).toString();
        String place = inside.isEmpty() ? to : join(to, inside);
        if (Files.isDirectory(each)) {
          expectWell("mkdir -p " + RemoteConnection.quoted(place), stream -> {}, place);
        } else {
          file(place, stream -> Files.copy(each, stream));
        }
      }
    }

    private void expectWell(String command, RemoteConnection.Input input, String place)
        throws RemoteConnection.RemoteException, InterruptedException {
      if (connection.run(command, input, request.output()) != 0) {
        throw new RemoteConnection.RemoteException("The host could not write %s.".formatted(place));
      }
    }
  }
}
