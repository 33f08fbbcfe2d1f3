package dev.holdfast.hosts.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.LocalConnector;
import dev.holdfast.hosts.operation.PackageManager;
import dev.holdfast.hosts.operation.ServiceManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsCheckTest {

  private static String answer(String name) throws IOException {
    try (InputStream file = FactsCheckTest.class.getResourceAsStream(name)) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsADebianHost() throws Exception {
    Facts facts = FactsCheck.parse(answer("debian.txt"));
    assertThat(facts.hostname()).isEqualTo("web1");
    assertThat(facts.kernel()).isEqualTo("Linux 6.1.0-37-amd64");
    assertThat(facts.distribution())
        .isEqualTo(
            new Facts.Distribution(
                "debian", List.of(), "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"));
    assertThat(facts.processors()).isEqualTo(2);
    assertThat(facts.memory()).isEqualTo(2048L * 1024);
    assertThat(facts.addresses())
        .containsExactly(
            new Facts.Address("eth0", "10.10.1.11", 24), new Facts.Address("eth0", "fd00::2", 64));
    assertThat(facts.defaultRoute()).contains(new Facts.Route("10.10.1.1", "eth0"));
    assertThat(facts.serviceManager()).contains(ServiceManager.SYSTEMD);
    assertThat(facts.packageManager()).contains(PackageManager.APT);
    assertThat(facts.users())
        .contains(new Facts.Account("www-data", 33, 33, "/var/www", "/usr/sbin/nologin"));
    assertThat(facts.groups()).containsEntry("adm", 4L);
    assertThat(facts.python()).isEmpty();
    assertThat(facts.user()).isEqualTo("root");
  }

  @Test
  void readsASmallHostThatSaysLittle() throws Exception {
    Facts facts = FactsCheck.parse(answer("alpine.txt"));
    assertThat(facts.distribution().like()).containsExactly("alpine", "musl");
    assertThat(facts.defaultRoute()).isEmpty();
    assertThat(facts.addresses()).isEmpty();
    assertThat(facts.serviceManager()).isEmpty();
    assertThat(facts.packageManager()).contains(PackageManager.APK);
  }

  @Test
  void knowsThisMachine() throws Exception {
    try (Hosts hosts = new Hosts(List.of(new LocalConnector()))) {
      Host host = hosts.host(new HostAddress.Local());
      Facts facts = FactsCheck.on(host);
      assertThat(facts.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
      assertThat(facts.memory()).isGreaterThan(1 << 20);
      assertThat(facts.users()).extracting(Facts.Account::name).contains("root");
      assertThat(facts.user()).isEqualTo(System.getProperty("user.name"));
      assertThat(host.roundTrips()).isEqualTo(1);
    }
  }
}
