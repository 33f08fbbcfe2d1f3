package dev.holdfast.hosts.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.ssh.PrivateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteProvisionersTest {
  @TempDir private static Path serverFolder;
  private static PrivateServer server;

  @TempDir private Path folder;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void startServer() throws Exception {
    server = PrivateServer.start(serverFolder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static Value object(Block schema, Map<String, Value> set) {
    Map<String, Value> values = new TreeMap<>();
    schema.attributes().forEach((name, each) -> values.put(name, Value.nullOf(each.type())));
    values.putAll(set);
    return Value.object(values);
  }

  private Optional<String> run(String type, Map<String, Value> arguments) throws Exception {
    return run(type, arguments, Map.of(), () -> false);
  }

  private Optional<String> run(
      String type,
      Map<String, Value> arguments,
      Map<String, Value> connection,
      BooleanSupplier cancelled)
      throws Exception {
    HostProvisioners provisioners =
        new HostProvisioners(folder, Map.of("HOME", folder.toString()), new Random(1));
    ProvisionerKind kind = provisioners.find(type).orElseThrow();
    Map<String, Value> reached = new TreeMap<>();
    reached.put("host", Value.of("127.0.0.1"));
    reached.put("port", Value.of(server.port()));
    reached.put("user", Value.of(server.user()));
    reached.put("private_key", Value.of(server.privateKey()));
    reached.put("host_key", Value.of(server.hostKey()));
    reached.putAll(connection);
    return kind.run(
        new ProvisionerKind.Request(
            object(kind.schema(), arguments),
            object(provisioners.connection(), reached),
            output::add,
            cancelled));
  }

  private static Value texts(String... lines) {
    List<Value> values = new ArrayList<>();
    for (String line : lines) {
      values.add(Value.of(line));
    }
    return Value.list(Type.STRING, values);
  }

  @Test
  void runsLinesOnTheHost() throws Exception {
    assertThat(run("remote-exec", Map.of("inline", texts("X=hello", "echo $X", "echo p >&2"))))
        .isEmpty();
    assertThat(output).contains("Connected!", "hello", "p");
  }

  @Test
  void runsScriptsOneAfterTheOther() throws Exception {
    Files.writeString(folder.resolve("a.sh"), "#!/bin/sh\necho \"a is $0\"\n");
    Files.writeString(folder.resolve("b.sh"), "#!/bin/sh\necho b\nexit 4\n");
    Files.writeString(folder.resolve("c.sh"), "#!/bin/sh\necho never\n");
    Path place = folder.resolve("it's a script");
    assertThat(
            run(
                "remote-exec",
                Map.of("scripts", texts("a.sh", "b.sh", "c.sh")),
                Map.of("script_path", Value.of(place.toString())),
                () -> false))
        .contains("error executing \"" + place + "\": Process exited with status 4");
    assertThat(output).contains("a is " + place, "b").doesNotContain("never");
    assertThat(place).doesNotExist();
  }

  @Test
  void copiesTextsFilesAndFolders() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    byte[] bytes = new byte[300_000];
    new Random(2).nextBytes(bytes);
    Files.write(folder.resolve("blob"), bytes);
    Files.createDirectories(folder.resolve("tree/deep"));
    Files.writeString(folder.resolve("tree/deep/leaf"), "leaf");
    assertThat(
            run(
                "file",
                Map.of(
                    "content", Value.of("text\n"), "destination", Value.of(there + "/it's $HOME"))))
        .isEmpty();
    assertThat(
            run("file", Map.of("source", Value.of("blob"), "destination", Value.of(there + "/"))))
        .isEmpty();
    assertThat(
            run("file", Map.of("source", Value.of("tree"), "destination", Value.of(there + "/x"))))
        .isEmpty();
    assertThat(
            run("file", Map.of("source", Value.of("tree/"), "destination", Value.of(there + "/y"))))
        .isEmpty();
    assertThat(there.resolve("it's $HOME")).hasContent("text\n");
    assertThat(there.resolve("blob")).hasBinaryContent(bytes);
    assertThat(there.resolve("x/tree/deep/leaf")).hasContent("leaf");
    assertThat(there.resolve("y/deep/leaf")).hasContent("leaf");
  }

  @Test
  void saysWhatTheHostCouldNotDo() throws Exception {
    assertThat(
            run(
                "file",
                Map.of("content", Value.of(""), "destination", Value.of("/absent/folder/file"))))
        .contains("The host could not write /absent/folder/file.");
  }

  @Test
  void aWrongKeyIsNotTriedAgain() throws Exception {
    PrivateServer.key(folder.resolve("other"), "ed25519");
    String other = Files.readString(folder.resolve("other.pub"));
    assertThat(
            run(
                "remote-exec",
                Map.of("inline", texts("true")),
                Map.of("host_key", Value.of(other)),
                () -> false))
        .hasValueSatisfying(each -> assertThat(each).contains("another key than expected"));
  }

  @Test
  void triesUntilTheTimeoutIsOver() throws Exception {
    assertThat(
            run(
                "remote-exec",
                Map.of("inline", texts("true")),
                Map.of("port", Value.of(1), "timeout", Value.of("2s")),
                () -> false))
        .contains("Nothing takes connections at 127.0.0.1 port 1.");
  }

  @Test
  void endsWhenTheRunIsInterrupted() throws Exception {
    assertThat(
            run(
                "remote-exec",
                Map.of("inline", texts("echo begun", "sleep 300")),
                Map.of(),
                () -> output.contains("begun")))
        .contains("It was ended because the run was interrupted.");
  }
}
