package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.lab.HostSummary;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.Labs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A host that a user named.
///
/// @param lab where it is
/// @param host its name
record LabHostReference(Lab lab, String host) {
  static final Flag LAB =
      Flag.text("lab", "NAME", "The lab; needed only where several have a host of that name.");

  /// The host of that name in the lab that `-lab` names, or else in the only lab that has one. The
  /// id of a host (`lab://LAB/HOST`, or `LAB/HOST`) names its lab too. Empty, with an error shown,
  /// when there is none or there are several.
  static Optional<LabHostReference> find(Invocation invocation, Labs labs, String reference)
      throws IOException {
    String path =
        reference.startsWith("lab://") ? reference.substring("lab://".length()) : reference;
    int slash = path.indexOf('/');
    String name = path.substring(slash + 1);
    Optional<String> wanted =
        slash < 0 ? invocation.arguments().text(LAB) : Optional.of(path.substring(0, slash));
    List<String> names = labs.names();
    if (wanted.isPresent() && !names.contains(wanted.get())) {
      invocation.fail(
          "No such lab",
          "There is no lab \""
              + wanted.get()
              + "\" on this machine. \"holdfast lab ls\" lists them.");
      return Optional.empty();
    }
    List<LabHostReference> found = new ArrayList<>();
    Set<String> hosts = new TreeSet<>();
    for (String labName : wanted.map(List::of).orElse(names)) {
      Lab lab = labs.lab(labName);
      for (HostSummary host : lab.hosts()) {
        hosts.add(host.name());
        if (host.name().equals(name)) {
          found.add(new LabHostReference(lab, name));
        }
      }
    }
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    if (found.isEmpty()) {
      String known =
          hosts.isEmpty()
              ? "There are no hosts at all."
              : "There are: " + String.join(", ", hosts) + ".";
      invocation.fail(
          "No such host", "No lab on this machine has a host \"" + name + "\". " + known);
    } else {
      invocation.fail(
          "Several such hosts",
          "Several labs have a host \""
              + name
              + "\": "
              + found.stream().map(each -> each.lab().name()).collect(Collectors.joining(", "))
              + ". Say which with -lab=NAME.");
    }
    return Optional.empty();
  }
}
