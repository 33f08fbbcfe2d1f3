package dev.holdfast.lab;

import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.Init;
import dev.holdfast.lab.network.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A program that makes hosts in a lab and is killed while it does.
///
/// Arguments: the lab, the root file system, how many hosts.
final class InterruptedCreation {
  private InterruptedCreation() {}

  public static void main(String[] arguments) throws Exception {
    Lab lab = Labs.ofMachine().lab(arguments[0]);
    Path rootfs = Path.of(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    lab.putNetwork(new NetworkDeclaration("app", Cidr.parse("10.1.0.0/24").orElseThrow()));
    Parallel.forEach(
        IntStream.rangeClosed(1, count).mapToObj(number -> "h" + number).toList(),
        host -> {
          Cidr address = Cidr.parse("10.1.0." + host.substring(1) + "/24").orElseThrow();
          HostDeclaration declaration =
              HostDeclaration.plain(host, rootfs, Init.TINY)
                  .withNetwork(List.of(new Attachment("app", "", List.of(address))), List.of());
          lab.putHost(host.equals("h1") ? declaration.withDisk(32L << 20) : declaration);
        });
  }
}
