package dev.holdfast.engine.backend;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.state.LocalWorkspaces;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `backend "local"`: states in files of this machine.
public final class LocalBackendType implements BackendType {
  public static final String NAME = "local";

  private static final Block SCHEMA =
      Block.of(
          Map.of(
              "path",
              Attribute.optional(
                  Type.STRING, "The state file of the default workspace (terraform.tfstate)."),
              "workspace_dir",
              Attribute.optional(
                  Type.STRING, "The folder for the other workspaces (terraform.tfstate.d).")));

  /// The backend of a configuration that names none.
  public static Backend unconfigured(BackendEnvironment environment) {
    return new LocalBackend(LocalWorkspaces.of(environment.folder()), environment.settings());
  }

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
    BackendArguments given = new BackendArguments(arguments);
    Path folder = environment.folder();
    String path = given.text("path").orElse(LocalWorkspaces.FILE);
    String others = given.text("workspace_dir").orElse(LocalWorkspaces.FOLDER);
    if (path.isEmpty() || others.isEmpty()) {
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "Invalid backend configuration",
                  "The arguments \"path\" and \"workspace_dir\" of the backend \"local\" must not be"
                      + " empty.")));
    }
    return new LocalBackend(
        new LocalWorkspaces(folder.resolve(path), folder.resolve(others)), environment.settings());
  }
}
