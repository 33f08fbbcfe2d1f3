package dev.holdfast.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.controlgroup.Limits;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.HostNeedsReplacement;
import dev.holdfast.lab.host.HostNotRunning;
import dev.holdfast.lab.host.HostState;
import dev.holdfast.lab.host.Init;
import dev.holdfast.lab.image.Image;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.LinkShape;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MachineTest
class LabTest {
  private final String name = Machine.uniqueName();
  private Labs labs;
  private Lab lab;
  private Image image;

  @BeforeEach
  void openLab() throws IOException {
    labs = Labs.ofMachine();
    lab = labs.lab(name);
    image = Machine.image(labs);
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    lab.destroy();
    assertThat(Machine.traces(name)).isEmpty();
  }

  private HostDeclaration tiny(String host) {
    return HostDeclaration.plain(host, image.rootfs(), Init.TINY);
  }

  private static Attachment in(String network, String address) {
    return new Attachment(network, "", List.of(Cidr.parse(address).orElseThrow()));
  }

  private void network(String network, String cidr) throws IOException {
    lab.putNetwork(new NetworkDeclaration(network, Cidr.parse(cidr).orElseThrow()));
  }

  private String run(String host, String script) throws IOException, InterruptedException {
    return Machine.run(lab, host, script);
  }

  @Test
  void makesTwentyHostsThatReachEachOther() throws Exception {
    network("app", "10.1.0.0/24");
    List<String> hosts = IntStream.rangeClosed(1, 20).mapToObj(number -> "h" + number).toList();
    Parallel.forEach(
        hosts,
        host ->
            lab.putHost(
                tiny(host)
                    .withNetwork(
                        List.of(in("app", "10.1.0." + host.substring(1) + "/24")), List.of())));

    assertThat(lab.hosts()).hasSize(20).allMatch(host -> host.state() == HostState.RUNNING);
    assertThat(run("h1", "ping -c1 -W2 10.1.0.20")).endsWith("[0]");
    assertThat(run("h20", "hostname; ps -e -o pid=,comm= | head -1"))
        .startsWith("h20\n      1 tini");
    assertThat(labs.names()).contains(name);
  }

  @Test
  void startsSystemd() throws Exception {
    lab.putHost(HostDeclaration.plain("sys", image.rootfs(), Init.SYSTEMD));

    assertThat(lab.awaitStarted("sys", Duration.ofSeconds(60))).isEqualTo("running");
    assertThat(run("sys", "systemctl is-active dbus.service; cat /proc/1/comm"))
        .isEqualTo("active\nsystemd [0]");
  }

  @Test
  void keepsTheMachineFromTheRootOfAHost() throws Exception {
    lab.putHost(tiny("cage"));

    assertThat(run("cage", "date -s 2001-01-01")).contains("not permitted").endsWith("[1]");
    assertThat(run("cage", "mknod /tmp/disk b 254 0")).contains("not permitted").endsWith("[1]");
    assertThat(run("cage", "mount -t ext4 /dev/vda /mnt")).doesNotEndWith("[0]");
    assertThat(run("cage", "echo x >/proc/sys/kernel/core_pattern")).doesNotEndWith("[0]");
    assertThat(run("cage", "echo 3 >/proc/sys/vm/drop_caches")).doesNotEndWith("[0]");
    assertThat(run("cage", "echo b >/proc/sysrq-trigger")).doesNotEndWith("[0]");
    assertThat(run("cage", "dmesg")).contains("not permitted");
    assertThat(run("cage", "head -c 64 /dev/zero >/tmp/m.ko; insmod /tmp/m.ko"))
        // The second where the kernel has no modules at all.
        .containsAnyOf("not permitted", "not implemented")
        .endsWith("[1]");
    assertThat(run("cage", "ls /var/lib/holdfast /run/holdfast")).doesNotEndWith("[0]");
    assertThat(run("cage", "cat /proc/self/uid_map")).matches("(?s)0 +107[0-9]{7} +65536 .*");
    // Nothing of ours is open in it but the three streams, and ls has one for the directory.
    assertThat(run("cage", "ls /proc/self/fd | wc -l")).isEqualTo("4 [0]");
  }

  @Test
  void makesDeviceNodesOfAnImagePowerless() throws Exception {
    Path rootfs = Files.createTempDirectory(Path.of("/var/lib/holdfast"), "test-rootfs");
    try {
      new ProcessBuilder("cp", "-a", image.rootfs() + "/.", rootfs.toString()).start().waitFor();
      new ProcessBuilder("mknod", "-m", "666", rootfs + "/zero", "c", "1", "5").start().waitFor();
      Image own = labs.images().rootfs(rootfs, line -> {});
      lab.putHost(HostDeclaration.plain("node", own.rootfs(), Init.TINY));

      assertThat(run("node", "head -c1 /zero")).contains("Permission denied");
      assertThat(run("node", "head -c1 /dev/zero | wc -c")).isEqualTo("1 [0]");
      lab.destroy();
      labs.images().delete(own.id());
    } finally {
      Trees.delete(rootfs);
    }
  }

  @Test
  void keepsFilesAndLinksOverAStop() throws Exception {
    network("app", "10.1.0.0/24");
    lab.putHost(tiny("one").withNetwork(List.of(in("app", "10.1.0.1/24")), List.of()));
    lab.putHost(tiny("two").withNetwork(List.of(in("app", "10.1.0.2/24")), List.of()));
    run("one", "echo kept >/root/file");

    lab.stopHost("one");
    assertThat(lab.host("one").state()).isEqualTo(HostState.STOPPED);
    assertThatThrownBy(() -> lab.enter("one", List.of("true"))).isInstanceOf(HostNotRunning.class);
    assertThat(run("two", "ping -c1 -W2 10.1.0.1")).endsWith("[0]");

    lab.putHost(Objects.requireNonNull(lab.host("one").declaration()));
    assertThat(run("one", "cat /root/file; ping -c1 -W2 10.1.0.2 >/dev/null"))
        .isEqualTo("kept [0]");
  }

  @Test
  void startsAHostAgainWhoseInitWasKilled() throws Exception {
    lab.putHost(tiny("one"));
    ProcessHandle.of(lab.host("one").process().orElseThrow()).orElseThrow().destroyForcibly();
    while (lab.host("one").state() == HostState.RUNNING) {
      Thread.onSpinWait();
    }

    lab.putHost(tiny("one"));
    assertThat(lab.host("one").state()).isEqualTo(HostState.RUNNING);
  }

  @Test
  void changesNetworksOfARunningHost() throws Exception {
    network("app", "10.1.0.0/24");
    network("data", "10.2.0.0/24");
    lab.putHost(
        tiny("web")
            .withNetwork(
                List.of(in("app", "10.1.0.1/24")),
                List.of(new Route(null, Cidr.parseAddress("10.1.0.254").orElseThrow()))));
    long init = lab.host("web").process().orElseThrow();

    lab.putHost(
        tiny("web")
            .withNetwork(List.of(in("data", "10.2.0.1/24"), in("app", "10.1.0.9/24")), List.of()));

    assertThat(lab.host("web").process()).hasValue(init);
    var observed = lab.observe("web", List.of("net.ipv4.ip_local_port_range")).orElseThrow();
    assertThat(observed.addresses())
        .containsEntry("eth0", List.of(Cidr.parse("10.1.0.9/24").orElseThrow()))
        .containsEntry("eth1", List.of(Cidr.parse("10.2.0.1/24").orElseThrow()));
    assertThat(observed.routes()).isEmpty();
    assertThat(observed.settings().get("net.ipv4.ip_local_port_range")).matches("\\d+ \\d+");

    lab.putHost(tiny("web").withNetwork(List.of(in("data", "10.2.0.1/24")), List.of()));
    assertThat(lab.observe("web", List.of()).orElseThrow().addresses()).containsOnlyKeys("eth1");
  }

  @Test
  void holdsAHostToItsLimits() throws Exception {
    Limits limits =
        new Limits(OptionalLong.of(64L << 20), OptionalDouble.of(0.5), OptionalLong.of(20));
    lab.putHost(tiny("small").withLimits(limits).withDisk(64L << 20));

    assertThat(run("small", "head -c 200000000 /dev/zero | tail >/dev/null")).endsWith("[137]");
    assertThat(run("small", "dd if=/dev/zero of=/big bs=1M count=100"))
        .contains("No space left on device");
    assertThat(run("small", "for i in $(seq 60); do sleep 5 & done; wait")).contains("fork");

    lab.putHost(tiny("small").withDisk(64L << 20));
    assertThat(run("small", "for i in $(seq 60); do true & done; wait")).endsWith("[0]");
  }

  @Test
  void refusesAnotherImageForAHostThatExists() throws Exception {
    lab.putHost(tiny("one"));
    assertThatThrownBy(
            () -> lab.putHost(HostDeclaration.plain("one", image.rootfs(), Init.SYSTEMD)))
        .isInstanceOf(HostNeedsReplacement.class);
  }

  @Test
  void cutsAndDegradesCables() throws Exception {
    network("app", "10.1.0.0/24");
    lab.putHost(tiny("one").withNetwork(List.of(in("app", "10.1.0.1/24")), List.of()));
    lab.putHost(tiny("two").withNetwork(List.of(in("app", "10.1.0.2/24")), List.of()));

    lab.putLink("two", "app", new LinkShape(true, OptionalLong.empty(), 0, Duration.ZERO));
    assertThat(run("one", "ping -c1 -W1 10.1.0.2")).endsWith("[1]");
    lab.putLink("two", "app", new LinkShape(false, OptionalLong.empty(), 100, Duration.ZERO));
    assertThat(run("one", "ping -c1 -W1 10.1.0.2")).endsWith("[1]");
    lab.deleteLink("two", "app");
    // More than one: the neighbour's address may still count as unreachable for the first.
    assertThat(run("one", "ping -c5 -W1 10.1.0.2")).endsWith("[0]");
  }

  @Test
  void delaysPacketsOrSaysWhatTheKernelLacks() throws Exception {
    network("app", "10.1.0.0/24");
    lab.putHost(tiny("one").withNetwork(List.of(in("app", "10.1.0.1/24")), List.of()));
    lab.putHost(tiny("two").withNetwork(List.of(in("app", "10.1.0.2/24")), List.of()));
    LinkShape slow = new LinkShape(false, OptionalLong.empty(), 0, Duration.ofMillis(200));

    boolean able =
        new Doctor()
            .examine().stream()
                .noneMatch(checkup ->
                    checkup.name().equals("netem") && checkup.verdict() != Checkup.Verdict.OK);
    if (able) {
      lab.putLink("two", "app", slow);
      assertThat(run("one", "ping -c1 10.1.0.2")).containsPattern("time=[2-9][0-9]{2}");
    } else {
      assertThatThrownBy(() -> lab.putLink("two", "app", slow)).hasMessageContaining("lacks netem");
    }
    lab.deleteLink("two", "app");
    assertThat(run("one", "ping -c5 -W1 10.1.0.2")).endsWith("[0]");
  }

  @Test
  void offersTheMachinesNetworkToAHost() throws Exception {
    lab.putHost(tiny("one"));
    Process process =
        new ProcessBuilder(
                lab.enterWithMachineNetwork(
                    "one", List.of("sh", "-c", "ls /sys/class/net; cat /etc/resolv.conf")))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(output).contains(Files.readString(Path.of("/etc/resolv.conf")));
    assertThat(run("one", "cat /etc/resolv.conf; ls /run/.machine-resolv* 2>&1"))
        .startsWith("options timeout:1")
        .contains("No such file");
  }

  @Test
  void destroysAHostWhoseRecordIsGone() throws Exception {
    lab.putHost(tiny("lost"));
    Files.delete(Path.of("/var/lib/holdfast/labs", name, "hosts/lost/host"));

    assertThat(lab.host("lost").state()).isEqualTo(HostState.BROKEN);
    lab.destroy();
    assertThat(Machine.traces(name)).isEmpty();
  }

  @Test
  void doesNotFollowLinksThatAHostLaid() throws Exception {
    Path outside = Files.createTempDirectory("holdfast-outside");
    Files.writeString(outside.resolve("precious"), "x");
    lab.putHost(tiny("sly"));
    run(
        "sly",
        "rm -rf /tmp /run 2>/dev/null; ln -s "
            + outside
            + " /root/link;"
            + " mkdir /deep; mv /opt /opt2; ln -s "
            + outside
            + " /opt");
    lab.stopHost("sly");
    lab.putHost(tiny("sly"));
    lab.deleteHost("sly");

    assertThat(outside.resolve("precious")).exists();
    Trees.delete(outside);
  }
}
