package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.PendingResponse;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.Response;
import java.util.ArrayList;
import java.util.List;

/// A look at a host: a request that changes nothing, and how to read its response.
///
/// @param title what is looked at, as in [Operation#title]
/// @param <C> what is found
public record Check<C>(String title, Request request, Reading<C> reading) {

  /// Reads a response whose exit code is 0.
  @FunctionalInterface
  public interface Reading<C> {
    /// Makes sense of a response.
    ///
    /// @throws IllegalArgumentException if the response is not what the fragment prints
    C read(Response response);
  }

  /// A check by a short script.
  static <C> Check<C> of(String title, String script, Reading<C> reading) {
    return new Check<>(title, Request.reading(script), reading);
  }

  /// Looks.
  ///
  /// @throws CheckFailedException if the fragment failed or its answer makes no sense
  /// @throws HostException if the host cannot be asked
  public C on(Host host) throws HostException, CheckFailedException, InterruptedException {
    return read(host, host.run(request));
  }

  /// Looks at many things of a host in one round trip.
  ///
  /// @throws CheckFailedException for the first that failed
  /// @throws HostException if the host cannot be asked
  public static <C> List<C> allOn(Host host, List<Check<C>> checks)
      throws HostException, CheckFailedException, InterruptedException {
    List<PendingResponse> pending = host.submit(checks.stream().map(Check::request).toList());
    ArrayList<C> found = new ArrayList<>(checks.size());
    for (int i = 0; i < checks.size(); i++) {
      found.add(checks.get(i).read(host, pending.get(i).await()));
    }
    return List.copyOf(found);
  }

  private C read(Host host, Response response) throws CheckFailedException {
    if (!response.succeeded()) {
      throw new CheckFailedException(Failures.of("Cannot look at " + title, host, response));
    }
    try {
      return reading.read(response);
    } catch (IllegalArgumentException e) {
      throw new CheckFailedException(Failures.of("Cannot make sense of " + title, host, response));
    }
  }
}
