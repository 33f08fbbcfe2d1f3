package dev.holdfast.engine.provisioner;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What `provisioner` blocks of one type do, such as `local-exec`. Used by many threads.
public interface ProvisionerKind {

  /// The arguments that its blocks take.
  Block schema();

  /// Whether it acts on a host that a `connection` block tells how to reach.
  boolean needsConnection();

  /// What is wrong with arguments that have the right types, in sentences; empty where nothing is.
  ///
  /// @param arguments may hold unknowns, which are never wrong
  Optional<String> check(Value arguments);

  /// One execution.
  ///
  /// @param arguments wholly known and without marks
  /// @param connection by [Provisioners#connection]; all null where there is none
  /// @param output takes each line that is to be shown, without its end
  /// @param cancelled whether to end what is running
  record Request(
      Value arguments, Value connection, Consumer<String> output, BooleanSupplier cancelled) {}

  /// Does it.
  ///
  /// @return why it failed, in sentences; empty where it went well
  Optional<String> run(Request request) throws InterruptedException;
}
