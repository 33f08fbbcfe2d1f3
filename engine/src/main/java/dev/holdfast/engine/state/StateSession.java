package dev.holdfast.engine.state;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;

/// A state that is locked and open for changes: what a run works with. Safe for use by many
/// threads; their writes share the cost of making them durable.
///
/// In use:
///
/// {@snippet :
/// try (StateSession session = store.open(lockRequest)) {
///   session.intend(new Intent(address, null, Action.CREATE, now));
///   Responses.Apply answer = provider.apply(request);
///   session.change(List.of(new StateChange.Put(instance)));
///   session.commit();
/// }
/// }
public interface StateSession extends AutoCloseable {

  /// The state now, with every change so far.
  State state();

  /// What was found on opening: a journal that was replayed, objects that were in flight when an
  /// earlier run died (one warning for each, naming its address).
  List<Diagnostic> diagnostics();

  /// What earlier runs began and did not end, in the order they began it.
  List<Intent> inFlight();

  /// Writes down what is about to be done. It is durable when this returns.
  ///
  /// @throws StateWriteException if it cannot be made durable: then it must not be done
  void intend(Intent intent) throws StateWriteException;

  /// Changes the state, all changes or none. They are durable when this returns: only then may work
  /// start that depends on them. Settles the intents of the addresses that they are about.
  ///
  /// @throws StateWriteException if they cannot be made durable; [#state] has them all the same
  void change(List<StateChange> changes) throws StateWriteException;

  /// Says that what was intended came to nothing: the object is as it was before.
  void settle(Intent intent) throws StateWriteException;

  /// Writes the whole state with a new serial if anything changed, and forgets the journal. Nothing
  /// is lost if it fails or dies at any moment: the journal stays until the new state is durable.
  /// May be called again and again.
  void commit() throws StateWriteException;

  /// Puts another state in place of the whole, at once and durably, with its lineage and serial as
  /// they are: for moving a state from one place to another. What the session had is committed
  /// first.
  ///
  /// @throws StateWriteException if it cannot be written; then the state is as it was
  void replace(State replacement) throws StateWriteException;

  /// Releases the lock. Does not commit: what was not committed is in the journal, and the next
  /// session has it.
  @Override
  void close();
}
