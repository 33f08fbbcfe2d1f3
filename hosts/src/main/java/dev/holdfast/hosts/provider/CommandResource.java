package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.Payload;
import dev.holdfast.hosts.connection.ShellText;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.CommandOperation;
import dev.holdfast.hosts.operation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_command`: a command that runs when the resource is created, and again, as a new object,
/// when the command or a value of `triggers` changes, or when what it `creates` is gone.
final class CommandResource implements HostResource {
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Block BLOCK =
      Schemas.block(
          Map.ofEntries(
              Map.entry("command", Attribute.required(Type.STRING, "A shell script to run.")),
              Map.entry(
                  "destroy_command",
                  Attribute.optional(Type.STRING, "A shell script to run on destruction.")),
              Map.entry(
                  "triggers",
                  Attribute.optional(
                      Type.map(Type.STRING), "Values whose change runs the command again.")),
              Map.entry(
                  "creates",
                  Attribute.optional(
                      Type.STRING, "A path the command makes; if it exists, it does not run.")),
              Map.entry(
                  "only_if",
                  Attribute.optional(
                      Type.STRING, "A script; the command runs only if it succeeds.")),
              Map.entry(
                  "unless",
                  Attribute.optional(
                      Type.STRING,
                      "A script; the command runs only if it fails. When it fails later, the"
                          + " command runs again.")),
              Map.entry(
                  "environment",
                  Attribute.optional(Type.map(Type.STRING), "Variables for the scripts.")
                      .withSensitive()),
              Map.entry(
                  "directory",
                  Attribute.optional(Type.STRING, "The folder the scripts run in; / if not set.")),
              Map.entry(
                  "stdin",
                  Attribute.optional(Type.STRING, "What the command reads.").withSensitive()),
              Map.entry(
                  "timeout",
                  Attribute.optional(
                      Type.NUMBER, "How many seconds it may take; 3600 if not set.")),
              Map.entry(
                  "sensitive",
                  Schemas.flag(
                      "Whether its output is secret: then it is in sensitive_stdout alone.")),
              Map.entry(
                  "stdout", Attribute.computed(Type.STRING, "What it printed, if not secret.")),
              Map.entry(
                  "sensitive_stdout",
                  Attribute.computed(Type.STRING, "What it printed, if secret.").withSensitive())));

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of("command", "triggers");
  }

  @Override
  public String identifiedBy() {
    return "";
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    for (String name : List.of("command", "destroy_command", "only_if", "unless")) {
      if (configuration.text(name).filter(text -> text.indexOf('\0') >= 0).isPresent()) {
        faults.add(
            ProviderDiagnostic.error(
                "Invalid script",
                "A shell script cannot hold a NUL character.",
                Path.ROOT.attribute(name)));
      }
    }
    configuration.map("environment").keySet().stream()
        .filter(name -> !ShellText.isVariableName(name))
        .forEach(name ->
            faults.add(
                ProviderDiagnostic.error(
                    "Invalid variable",
                    "\""
                        + name
                        + "\" cannot be the name of a variable. It must be letters, digits and"
                        + " underscores and not begin with a digit.",
                    Path.ROOT.attribute("environment"))));
    if (configuration.isKnown("timeout")
        && configuration.isSet("timeout")
        && configuration.number("timeout").orElse(0) < 1) {
      faults.add(
          ProviderDiagnostic.error(
              "Invalid timeout",
              "It must be a whole number of seconds, at least 1.",
              Path.ROOT.attribute("timeout")));
    }
    return faults;
  }

  private static CommandOperation operation(Attributes attributes, String command) {
    return new CommandOperation(
        command,
        attributes.text("creates"),
        attributes.text("only_if"),
        attributes.text("unless"),
        attributes.map("environment"),
        attributes.text("directory"),
        Payload.of(attributes.text("stdin").orElse("")),
        attributes.number("timeout").isPresent()
            ? Duration.ofSeconds(attributes.number("timeout").getAsLong())
            : LONGEST,
        attributes.isTrue("sensitive"));
  }

  /// The command has run; whether it must run again, only the conditions that it should have
  /// fulfilled can tell.
  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    if (!current.isSet("creates") && !current.isSet("unless")) {
      return Optional.of(current);
    }
    CommandOperation.Need need = operation(current, current.required("command")).check().on(host);
    return need == CommandOperation.Need.RUN ? Optional.empty() : Optional.of(current);
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, ChangeFailedException, InterruptedException {
    if (prior.isPresent()) {
      // Only what matters for the next run or the destruction has changed.
      return planned;
    }
    CommandOperation operation = operation(planned, planned.required("command"));
    Outcome outcome = ChangeFailedException.require(operation.applyOn(host));
    String output = outcome instanceof Outcome.Changed changed ? changed.response().output() : "";
    boolean secret = planned.isTrue("sensitive");
    return planned.with(
        Map.of(
            "stdout", Value.of(secret ? "" : output),
            "sensitive_stdout", Value.of(secret ? output : "")));
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, ChangeFailedException, InterruptedException {
    Optional<String> command = prior.text("destroy_command");
    if (command.isPresent()) {
      Attributes always =
          prior.with(
              Map.of(
                  "creates", Value.nullOf(Type.STRING),
                  "only_if", Value.nullOf(Type.STRING),
                  "unless", Value.nullOf(Type.STRING),
                  "stdin", Value.nullOf(Type.STRING)));
      ChangeFailedException.require(operation(always, command.get()).applyOn(host));
    }
  }
}
