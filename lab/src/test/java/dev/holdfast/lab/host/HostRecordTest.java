package dev.holdfast.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.controlgroup.Limits;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRecordTest {
  @TempDir private Path root;
  private HostPlaces places;

  @BeforeEach
  void makeDirectory() throws IOException {
    places = new HostPlaces(new Places(root.resolve("state"), root.resolve("run")), "shop", "web1");
    Files.createDirectories(places.directory());
  }

  @Test
  void readsBackEverything() throws IOException {
    HostDeclaration declaration =
        new HostDeclaration(
            "web1",
            Path.of("/srv/a root fs"),
            Init.TINY,
            new Limits(OptionalLong.of(1 << 20), OptionalDouble.of(0.25), OptionalLong.of(7)),
            OptionalLong.of(99),
            List.of(
                new Attachment("app", "eth0", List.of(Cidr.parse("10.1.0.1/24").orElseThrow())),
                new Attachment("raw", "eth1", List.of())),
            List.of(
                new Route(null, Cidr.parseAddress("10.1.0.254").orElseThrow()),
                new Route(
                    Cidr.parse("fd00:2::/64").orElseThrow(),
                    Cidr.parseAddress("fd00:1::1").orElseThrow())),
            new Resolver(
                List.of(Cidr.parseAddress("10.1.0.53").orElseThrow()), List.of("shop.test")),
            new TreeMap<>(Map.of("net.ipv4.ip_local_port_range", "1024 2048")));
    HostRecord record = new HostRecord(declaration, IdRanges.FIRST, true);

    record.write(places);

    assertThat(HostRecord.read(places)).contains(record);
  }

  @Test
  void tellsADamagedRecordFromNone() throws IOException {
    assertThat(HostRecord.read(places)).isEmpty();
    Files.writeString(places.record(), "ids many\n");
    assertThatThrownBy(() -> HostRecord.read(places)).isInstanceOf(RecordDamaged.class);
  }

  @Test
  void handsOutEveryRangeOnce() throws IOException {
    IdRanges ranges = new IdRanges(root.resolve("ids"));
    int one = ranges.take("shop/a");
    int two = ranges.take("shop/b");
    assertThat(two - one).isEqualTo(IdRanges.SIZE);
    ranges.release(one, "other/than the owner");
    assertThat(ranges.take("shop/c") - two).isEqualTo(IdRanges.SIZE);
    ranges.release(one, "shop/a");
    assertThat(ranges.take("other/c")).isEqualTo(one);
    ranges.releaseOf(owner -> owner.equals("shop/b"));
    assertThat(ranges.take("other/d")).isEqualTo(two);
  }
}
