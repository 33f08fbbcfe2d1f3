package dev.holdfast.backends.pg;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendArguments;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `backend "pg"`.
public final class PgBackendType implements BackendType {
  static final String NAME = "pg";

  private static final Block SCHEMA =
      Block.of(
          Map.of(
              "conn_str",
              Attribute.optional(
                      Type.STRING,
                      "Where the database is: a postgres:// address or key=value words.")
                  .withSensitive(),
              "schema_name",
              Attribute.optional(Type.STRING, "The schema of the table (terraform_remote_state)."),
              "table_name",
              Attribute.optional(Type.STRING, "The table (states)."),
              "index_name",
              Attribute.optional(Type.STRING, "The index of the table (states_by_name)."),
              "skip_schema_creation",
              Attribute.optional(Type.BOOLEAN, "The schema is there already (false)."),
              "skip_table_creation",
              Attribute.optional(Type.BOOLEAN, "The table is there already (false)."),
              "skip_index_creation",
              Attribute.optional(Type.BOOLEAN, "The index is there already (false).")));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public Backend open(ObjectValue arguments, BackendEnvironment environment)
      throws StateUnavailableException {
    Given given = new Given(new BackendArguments(arguments), environment);
    PgAddress address = PgAddress.of(given.text("conn_str").orElse(""), environment.variables());
    PgTables tables =
        new PgTables(
            given.text("schema_name").orElse("terraform_remote_state"),
            given.text("table_name").orElse("states"),
            given.text("index_name").orElse("states_by_name"),
            given.truth("skip_schema_creation"),
            given.truth("skip_table_creation"),
            given.truth("skip_index_creation"));
    return new PgBackend(address, tables, environment);
  }

  /// The arguments, each from the block or else from the variable of the environment for it.
  private record Given(BackendArguments arguments, BackendEnvironment environment) {

    private Optional<String> variable(String name) {
      return environment.variable("PG_" + name.toUpperCase(Locale.ROOT));
    }

    Optional<String> text(String name) {
      return arguments.text(name).filter(each -> !each.isEmpty()).or(() -> variable(name));
    }

    boolean truth(String name) throws StateUnavailableException {
      Optional<Boolean> given = arguments.truth(name);
      if (given.isPresent()) {
        return given.get();
      }
      return switch (variable(name).orElse("false").toLowerCase(Locale.ROOT)) {
        case "1", "t", "true" -> true;
        case "0", "f", "false" -> false;
        default ->
            throw InvalidArguments.because(
                NAME, "PG_%s must be true or false.".formatted(name.toUpperCase(Locale.ROOT)));
      };
    }
  }
}
