package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.JsonWriter;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// `output`: the output values of the last apply. Who asks for one by name gets to see it,
/// sensitive or not.
final class OutputCommand implements Command {
  private static final Flag RAW =
      Flag.on("raw", "Print one value as it is, without quotes and line break, for scripts.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "output",
          "Show the output values of the last apply",
          "Shows the output values that the last apply has left in the state: all of them, with"
              + " sensitive ones hidden, or the one that is named.",
          List.of(
              CommonFlags.JSON,
              RAW,
              CommonFlags.STATE,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.SHOW_SENSITIVE,
              CommonFlags.NO_COLOR),
          Positionals.optional("[NAME]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    try {
      StateStore.Snapshot snapshot = Project.here(invocation).store().read();
      invocation.report(snapshot.diagnostics());
      State state = snapshot.state() == null ? State.empty("") : snapshot.state();
      Optional<String> name = invocation.arguments().positional(0);
      return name.isPresent()
          ? one(invocation, state.outputs(), name.get())
          : all(invocation, state.outputs());
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (CodecException e) {
      throw new IllegalStateException("an output in the state cannot be written", e);
    }
  }

  private static int all(Invocation invocation, SortedMap<String, StoredOutput> outputs)
      throws CodecException {
    if (invocation.arguments().isOn(RAW)) {
      return invocation.fail("Output name required", "With -raw, name the output to print.");
    }
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      invocation.out().println(json(outputs));
    } else if (outputs.isEmpty()) {
      invocation
          .out()
          .println(
              "\nWarning: No outputs found\n\nThe state has no output values: either none are declared,"
                  + " or the configuration has not been applied.");
    } else {
      invocation.out().print(StateText.outputs(View.shown(outputs, invocation)));
    }
    return 0;
  }

  private static String json(Map<String, StoredOutput> outputs) throws CodecException {
    JsonWriter json = JsonWriter.compact().beginObject();
    for (Map.Entry<String, StoredOutput> entry : outputs.entrySet()) {
      Value value = entry.getValue().value();
      json.name(entry.getKey()).beginObject();
      json.name("sensitive").value(entry.getValue().sensitive());
      if (entry.getValue().deprecated() != null) {
        json.name("deprecated").value(entry.getValue().deprecated());
      }
      json.name("type").raw(TypeJson.encode(value.type()));
      json.name("value").raw(ValueJson.encode(value));
      json.endObject();
    }
    return laidOut(json.endObject().toString());
  }

  private static String laidOut(String json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonOutput.indented(out).raw(RawJson.of(json));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int one(
      Invocation invocation, SortedMap<String, StoredOutput> outputs, String name)
      throws CodecException {
    StoredOutput output = outputs.get(name);
    if (output == null) {
      return invocation.fail(
          "Output \"" + name + "\" not found",
          "The output variable requested could not be found in the state. If you recently added this"
              + " to your configuration, be sure to run \"holdfast apply\", since the state won't be"
              + " updated with new output variables until that command is run.");
    }
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      invocation.out().println(ValueJson.encode(output.value()));
      return 0;
    }
    return invocation.arguments().isOn(RAW)
        ? raw(invocation, name, output.value())
        : text(invocation, output.value());
  }

  private static int text(Invocation invocation, Value value) {
    invocation.out().println(ControlSequences.strip(ValueText.of(value)));
    return 0;
  }

  private static int raw(Invocation invocation, String name, Value value) {
    try {
      if (Conversion.convert(value, Type.STRING) instanceof StringValue text) {
        invocation.out().print(text.value());
        return 0;
      }
    } catch (ConversionException notText) {
      // Said below.
    }
    return invocation.fail(
        "Unsupported value for raw output",
        "The -raw option only supports strings, numbers, and boolean values, but output value \""
            + name
            + "\" is "
            + value.type().friendlyName()
            + ". Use the -json option for machine-readable representations of output values that have"
            + " complex types.");
  }
}
