package dev.holdfast.hosts.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.LocalConnector;
import dev.holdfast.hosts.connection.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users, groups and a service on this machine, for real, under names that nobody else has. Needs
/// root.
class LocalAccountTest {
  @TempDir Path folder;
  private final String name = "hf" + Long.toString(ProcessHandle.current().pid(), 36);
  private Hosts hosts;
  private Host host;

  @BeforeEach
  void open() throws Exception {
    hosts = new Hosts(List.of(new LocalConnector()));
    host = hosts.host(new HostAddress.Local());
    assumeTrue(host.run(Request.reading("id -u")).output().equals("0\n"), "needs root");
  }

  @AfterEach
  void close() throws Exception {
    if (hosts != null) {
      host.run(
          Request.changing(
              """
              n=%s
              userdel "$n"; groupdel "$n"; groupdel "$n-b"
              [ ! -e "/etc/init.d/$n" ] || "/etc/init.d/$n" stop
              rm -f "/etc/init.d/$n" /etc/rc?.d/[SK][0-9][0-9]"$n" "/var/log/$n.log"
              """
                  .formatted(name)));
      hosts.close();
    }
  }

  private UserOperation user(Function<UserOperation, UserOperation> change) {
    return change.apply(UserOperation.named(name));
  }

  @Test
  void makesChangesAndRemovesAUser() throws Exception {
    assertThat(new GroupOperation(name + "-b", OptionalLong.empty(), true).applyOn(host))
        .isInstanceOf(Outcome.Changed.class);
    UserOperation wanted =
        new UserOperation(
            name,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of(Set.of(name + "-b")),
            Optional.of(folder.resolve("home").toString()),
            Optional.of("/bin/sh"),
            Optional.of("A user, for a test"),
            Optional.of("$6$salt$hash"),
            true,
            true);
    assertThat(wanted.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(wanted.applyOn(host)).isEqualTo(new Outcome.Unchanged());
    UserOperation.User found = UserOperation.check(name).on(host).orElseThrow();
    assertThat(found.groups()).containsExactly(name + "-b");
    assertThat(found.comment()).isEqualTo("A user, for a test");
    assertThat(found.passwordHash()).isEqualTo("$6$salt$hash");
    assertThat(folder.resolve("home")).isDirectory();
    assertThat(found.toString() + wanted).doesNotContain("hash");

    assertThat(new UserOperation.Removal(name, true).applyOn(host))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(UserOperation.check(name).on(host)).isEmpty();
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void ownsAFileByNameAndFindsThatItIsOwned() throws Exception {
    assertThat(user(plain -> plain).applyOn(host)).isInstanceOf(Outcome.Changed.class);
    Path path = folder.resolve("f");
    FileOperation operation =
        new FileOperation(
            path.toString(),
            Optional.of(Content.of("x")),
            FileMode.parse("4755"),
            Optional.of(name),
            Optional.of("root"),
            false);
    assertThat(operation.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(Files.getOwner(path).getName()).isEqualTo(name);
    assertThat(Files.readAttributes(path, "unix:mode").get("mode")).isEqualTo(0104755);
    assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root"));
    assertThat(operation.difference(operation.check().on(host)).changes())
        .containsExactly(
            new Difference.Attribute("mode", "0755", "4755"),
            new Difference.Attribute("owner", "root", name));
    assertThat(operation.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void givesAGroupItsNumberAndRemovesIt() throws Exception {
    assertThat(new GroupOperation(name, OptionalLong.of(59_871), false).applyOn(host))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(GroupOperation.check(name).on(host))
        .contains(new GroupOperation.Group(name, 59_871));
    assertThat(new GroupOperation.Removal(name).applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(GroupOperation.check(name).on(host)).isEmpty();
  }

  private void installScript(String program) throws Exception {
    Path script =
        Files.writeString(
            Path.of("/etc/init.d", name),
            """
            #!/bin/sh
            ### BEGIN INIT INFO
            # Provides: %1$s
            # Required-Start: $remote_fs
            # Required-Stop: $remote_fs
            # Default-Start: 2 3 4 5
            # Default-Stop: 0 1 6
            # Short-Description: a test
            ### END INIT INFO
            pid=%2$s/pid
            case $1 in
              start) %3$s >>/var/log/%1$s.log 2>&1 & echo $! >$pid ;;
              stop) kill $(cat $pid); rm -f $pid ;;
              restart) $0 stop; $0 start; echo again >>%2$s/restarts ;;
              status) grep -q '^State:.[RSD]' /proc/$(cat $pid)/status 2>/dev/null ;;
            esac
            """
                .formatted(name, folder, program));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ServiceOperation service(boolean running, ServiceOperation.Renewal renewal) {
    return new ServiceOperation(
        ServiceManager.INIT_SCRIPTS, name, Optional.of(running), Optional.of(running), renewal);
  }

  @Test
  void startsRestartsAndStopsAServiceOfTheInitScripts() throws Exception {
    installScript("sleep 1000");
    ServiceOperation up = service(true, ServiceOperation.Renewal.NONE);
    assertThat(up.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(up.applyOn(host)).isEqualTo(new Outcome.Unchanged());
    assertThat(up.check().on(host).enabled()).contains(true);
    assertThat(service(true, ServiceOperation.Renewal.RESTART).applyOn(host))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(folder.resolve("restarts")).hasContent("again");
    ServiceOperation down = service(false, ServiceOperation.Renewal.NONE);
    assertThat(down.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(down.applyOn(host)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void showsTheLastLogLinesOfAServiceThatDoesNotStart() throws Exception {
    installScript("echo cannot bind to port 80");
    Outcome outcome = service(true, ServiceOperation.Renewal.NONE).applyOn(host);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).diagnostic().detail()).contains("cannot bind to port 80");
  }

  @Test
  void looksUpPackagesOfThisMachine() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/dpkg-query")), "needs dpkg");
    Map<String, String> found =
        PackageOperation.check(PackageManager.APT, List.of("dash", "no-such-package")).on(host);
    assertThat(found).containsOnlyKeys("dash");
  }
}
