package dev.holdfast.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The main job, end to end, on real hosts: the example is brought up once, and then lived with.
@Tag("lab")
@ExtendWith(ShopMachine.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopTest {
  @TempDir static Path directory;
  private static Shop shop;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    shop = Shop.copyTo(directory);
    assertThat(shop.must("apply", "-auto-approve")).contains("Apply complete!");
  }

  @AfterAll
  static void close() throws IOException, InterruptedException {
    shop.remove();
  }

  @Test
  @Order(1)
  void answersByNameThroughDnsNatAndLoadBalancer() throws Exception {
    assertThat(shop.visit()).contains("<h1>The shop</h1>", "Anchor: 49.90 EUR");
    assertThat(List.of(shop.visit(), shop.visit(), shop.visit()))
        .anyMatch(page -> page.contains("served by web1"))
        .anyMatch(page -> page.contains("served by web2"));
  }

  @Test
  @Order(2)
  void hasNothingToDoRightAfterAnApply() throws Exception {
    Shop.Ended plan = shop.holdfast("plan", "-detailed-exitcode");
    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(plan.output()).contains("No changes.");
  }

  @Test
  @Order(3)
  void copiesTheDatabaseToTheReplica() throws Exception {
    assertThat(
            shop.in(
                    "db1",
                    "cd / && runuser -u postgres -- psql -Atc"
                        + " 'select client_addr, state from pg_stat_replication'")
                .output())
        .contains("10.10.2.6|streaming");
  }

  @Test
  @Order(4)
  void letsNobodyFromTheInternetReachTheDatabase() throws Exception {
    String knock = "timeout 2 bash -c 'echo > /dev/tcp/10.10.2.5/5432' 2>/dev/null; echo $?";
    assertThat(shop.in("client", knock).output().strip()).isNotEqualTo("0");
    assertThat(shop.in("web1", knock).output().strip()).isEqualTo("0");
  }

  @Test
  @Order(5)
  void keepsRootInAHostFromHarmingTheMachine() throws Exception {
    String script =
        "date -s '2001-01-01' ; mknod /tmp/disk b 7 0 ; mount -t ext4 /dev/vda /mnt ;"
            + " echo x > /proc/sys/kernel/core_pattern ; echo 3 > /proc/sys/vm/drop_caches ;"
            + " echo done";
    Shop.Ended tried = shop.in("web1", script);
    assertThat(tried.output()).contains("done");
    assertThat(
            tried
                .output()
                .lines()
                .filter(line ->
                    line.contains("ermission")
                        || line.contains("not permitted")
                        || line.contains("denied")))
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(java.time.Year.now(java.time.ZoneOffset.UTC).getValue()).isGreaterThan(2020);
  }

  @Test
  @Order(6)
  void growsWithoutAFailedRequest() throws Exception {
    shop.setWebCount(4);
    assertThat(shop.holdfast("plan").output())
        .contains("lab_host.web[\"web3\"] will be created")
        .contains("+   server web3 10.10.1.13:80 check");
    try (Visitor visitor = Visitor.arrive(shop)) {
      shop.must("apply", "-auto-approve");
      assertThat(visitor.leave()).isEmpty();
    }
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pages.add(shop.visit());
    }
    assertThat(pages).anyMatch(page -> page.contains("served by web4"));
  }

  @Test
  @Order(7)
  void shrinksWithoutAFailedRequest() throws Exception {
    shop.setWebCount(2);
    try (Visitor visitor = Visitor.arrive(shop)) {
      shop.must("apply", "-auto-approve");
      assertThat(visitor.leave()).isEmpty();
    }
    assertThat(shop.holdfast("lab", "ls").output()).doesNotContain("web3");
  }

  @Test
  @Order(8)
  void showsAndRepairsWhatWasChangedByHand() throws Exception {
    shop.in("web1", "echo '# by hand' >> /etc/nginx/sites-enabled/default; systemctl stop shop");
    shop.in("web2", "kill -9 -1; kill -RTMIN+14 1; systemctl poweroff -ff");
    Shop.Ended plan = shop.holdfast("plan");
    assertThat(plan.output())
        .contains("host_file.site[\"web1\"] will be updated in-place")
        .contains("- # by hand")
        .contains("host_service.shop[\"web1\"] will be updated in-place")
        .contains("lab_host.web[\"web2\"] has changed");
    shop.must("apply", "-auto-approve");
    assertThat(shop.holdfast("plan", "-detailed-exitcode").exitCode()).isZero();
    assertThat(shop.visit()).contains("The shop");
  }

  @Test
  @Order(9)
  void makesAHostAnewWithAllThatIsOnIt() throws Exception {
    shop.must("apply", "-auto-approve", "-replace=lab_host.web[\"web1\"]");
    assertThat(shop.holdfast("plan", "-detailed-exitcode").exitCode()).isZero();
    assertThat(List.of(shop.visit(), shop.visit()))
        .anyMatch(page -> page.contains("served by web1"));
  }

  @Test
  @Order(10)
  void goesOnWhereAKilledApplyStopped() throws Exception {
    shop.setWebCount(3);
    Process apply = shop.begin("apply", "-auto-approve");
    awaitOutput(apply, "lab_host.web[\"web3\"]: Creat");
    apply.destroyForcibly().waitFor();
    shop.must("apply", "-auto-approve");
    assertThat(shop.holdfast("plan", "-detailed-exitcode").exitCode()).isZero();
    assertThat(shop.visit()).contains("The shop");
  }

  @Test
  @Order(11)
  void refusesTwoAppliesAtOnce() throws Exception {
    shop.setWebCount(2);
    Process first = shop.begin("apply");
    awaitOutput(first, "Only 'yes' will be accepted");
    Shop.Ended second = shop.holdfast("apply", "-auto-approve");
    try (Writer answer = first.outputWriter()) {
      answer.write("yes\n");
    }
    first.getInputStream().readAllBytes();
    assertThat(first.waitFor()).isZero();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).contains("lock");
  }

  @Test
  @Order(12)
  void leavesNothingBehindEvenWhenTheDestroyWasKilled() throws Exception {
    Process destroy = shop.begin("destroy", "-auto-approve");
    awaitOutput(destroy, "Destroying...");
    destroy.destroyForcibly().waitFor();
    shop.must("destroy", "-auto-approve");
    assertThat(shop.holdfast("state", "list").output().strip()).isEmpty();
    assertThat(shop.holdfast("lab", "ls").output()).doesNotContain(shop.lab());
    assertThat(traces()).isEmpty();
  }

  /// Mounts, directories, control groups and loop devices that carry the name of the lab.
  private static List<String> traces() throws IOException {
    List<String> traces = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      if (line.contains("/" + shop.lab())) {
        traces.add("mount " + line);
      }
    }
    // Not the lock file: it is empty, on a file system in memory, and removing it would be a race.
    for (String root : List.of("/run/holdfast/labs", "/var/lib/holdfast/labs", "/sys/fs/cgroup")) {
      try (Stream<Path> found =
          Files.find(
              Path.of(root),
              4,
              (path, attributes) -> path.getFileName().toString().equals(shop.lab()),
              new FileVisitOption[0])) {
        found.forEach(path -> traces.add(path.toString()));
      }
    }
    return traces;
  }

  private static void awaitOutput(Process process, String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (seen.indexOf(text) < 0) {
      int read = process.getInputStream().read(buffer);
      assertThat(read).as("the command ended before it said %s: %s", text, seen).isPositive();
      seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
    }
  }

  /// Somebody who asks for the first page again and again, and notes every answer that is not 200.
  private record Visitor(Process process) implements AutoCloseable {

    static Visitor arrive(Shop shop) throws IOException, InterruptedException {
      shop.visit();
      Process process =
          shop.begin(
              "lab",
              "exec",
              shop.lab() + "/client",
              "--",
              "sh",
              "-c",
              "rm -f /tmp/leave; until [ -e /tmp/leave ]; do"
                  + " code=$(curl -s -o /dev/null -w '%{http_code}' -m 8 http://www.shop.test/);"
                  + " [ \"$code\" = 200 ] || echo \"failed: $code\"; sleep 0.05; done");
      return new Visitor(process);
    }

    /// What went wrong.
    String leave() throws IOException, InterruptedException {
      shop.in("client", "touch /tmp/leave");
      String failures =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return failures;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
