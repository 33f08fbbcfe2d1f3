package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.command.Command;
import dev.holdfast.cli.command.CommonFlags;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.cli.render.JsonWriter;
import dev.holdfast.cli.terminal.Table;
import dev.holdfast.lab.HostSummary;
import dev.holdfast.lab.Labs;
import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.network.Cidr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `lab ls`: the hosts of all labs on this machine.
final class LabListCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "ls",
          "List the hosts of all labs on this machine",
          "Lists the hosts of all labs on this machine, whoever made them, with what is known of"
              + " them: also those whose state file is lost.",
          List.of(CommonFlags.JSON, CommonFlags.NO_COLOR),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  /// A host with the lab that it is in.
  private record Found(String lab, HostSummary host) {
    String state() {
      return host.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    List<String> addresses() {
      return host.declaration() == null
          ? List.of()
          : host.declaration().attachments().stream().map(LabListCommand::describe).toList();
    }
  }

  @Override
  public int run(Invocation invocation) {
    try {
      Labs labs = Labs.ofMachine();
      List<Found> found = new ArrayList<>();
      for (String lab : labs.names()) {
        labs.lab(lab).hosts().forEach(host -> found.add(new Found(lab, host)));
      }
      if (invocation.arguments().isOn(CommonFlags.JSON)) {
        invocation.out().println(json(found));
      } else if (found.isEmpty()) {
        invocation.out().println("There are no lab hosts on this machine.");
      } else {
        table(found).lines(invocation.terminal().palette()).forEach(invocation.out()::println);
      }
      return 0;
    } catch (IOException e) {
      return invocation.fail("Cannot look at the labs", e.getMessage() + ".");
    }
  }

  private static String describe(Attachment attachment) {
    return Stream.concat(
            Stream.of(attachment.network()), attachment.addresses().stream().map(Cidr::toString))
        .collect(Collectors.joining(" "));
  }

  private static Table table(List<Found> found) {
    return new Table(
        List.of("LAB", "HOST", "STATE", "PROCESS", "NETWORKS"),
        found.stream()
            .map(each ->
                List.of(
                    each.lab(),
                    each.host().name(),
                    each.state(),
                    each.host().process().stream()
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining()),
                    String.join(", ", each.addresses())))
            .toList());
  }

  private static String json(List<Found> found) {
    JsonWriter json = JsonWriter.indented().beginArray();
    for (Found each : found) {
      json.beginObject();
      json.name("lab").value(each.lab());
      json.name("host").value(each.host().name());
      json.name("state").value(each.state());
      each.host().process().ifPresent(process -> json.name("process").value(process));
      json.name("networks").beginArray();
      each.addresses().forEach(json::value);
      json.endArray().endObject();
    }
    return json.endArray().toString();
  }
}
