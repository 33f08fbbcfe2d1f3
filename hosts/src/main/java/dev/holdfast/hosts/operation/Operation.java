package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.Response;
import java.util.Optional;

/// One thing a host should be or have.
///
/// [#check], [#difference] and [#change] are pure: the same desired and current state give the same
/// commands, which is how they are tested. Applying twice changes nothing the second time.
///
/// @param <C> the current state, as far as the operation looks at it
public interface Operation<C> {

  /// What it is about, such as `file /etc/motd`; begins a sentence of a diagnostic.
  String title();

  /// Looks at the host and changes nothing.
  Check<C> check();

  /// What [#change] would change. Empty exactly when there is nothing to do.
  Difference difference(C current);

  /// Changes the host from the current state to the desired one, or is empty when there is no
  /// difference. The fragment's exit code tells whether it succeeded, its errors why not.
  Optional<Request> change(C current);

  /// Looks, changes what differs and says what it did.
  ///
  /// @throws HostException if the host cannot be asked
  default Outcome applyOn(Host host) throws HostException, InterruptedException {
    C current;
    try {
      current = check().on(host);
    } catch (CheckFailedException e) {
      return new Outcome.Failed(e.diagnostic(), Difference.NONE);
    }
    return applyOn(host, current);
  }

  /// Changes what differs from a state that was looked up before.
  ///
  /// @throws HostException if the host cannot be asked
  default Outcome applyOn(Host host, C current) throws HostException, InterruptedException {
    Difference difference = difference(current);
    Optional<Request> change = change(current);
    if (change.isEmpty()) {
      return new Outcome.Unchanged();
    }
    Response response = host.run(change.get());
    return response.succeeded()
        ? new Outcome.Changed(difference, response)
        : new Outcome.Failed(failure(host, response), difference);
  }

  /// Says why a change failed. Overridden where the errors may hold secrets or more can be said.
  default Diagnostic failure(Host host, Response response) {
    return Failures.of("Cannot change " + title(), host, response);
  }
}
