package dev.holdfast.hosts.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A fragment of POSIX shell to run on a host, in a subshell of its own in the folder `/`.
///
///     Request.reading("cat /etc/hostname")
///     Request.changing("apt-get install -y nginx").withTimeout(Duration.ofMinutes(10)).asLasting()
///
/// Whatever the fragment does is contained: a syntax error, `exit`, an unterminated quote, reading
/// its input or leaving processes behind affects this request alone.
///
/// @param script the fragment; secret values belong into the input or the environment, not because
///     the fragment would be shown to other users of the host (it is not), but because it may be
///     shown in diagnostics
/// @param input what the fragment can read as its standard input
/// @param environment variables set for the fragment, in order
/// @param timeout how long it may run; longer ones are ended, see [RequestTimedOutException]
/// @param outputLimit how many bytes of its standard output, and as many of its standard error, are
///     kept; what is more is cut off and [Response#truncated] is set
/// @param readsOnly whether it writes no file: then the output limit is enforced on the host too,
///     by `ulimit -f`
/// @param lasting whether it may last, so that others should not wait for it
/// @param network whose network it needs
public record Request(
    String script,
    Payload input,
    Map<String, String> environment,
    Duration timeout,
    int outputLimit,
    boolean readsOnly,
    boolean lasting,
    Connector.Network network) {
  private static final int DEFAULT_OUTPUT_LIMIT = 16 << 20;

  public Request {
    ShellText.requireNoNul(script);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    if (!timeout.isPositive() || outputLimit < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /// A short fragment that only looks: one minute, 16 MiB of output.
  public static Request reading(String script) {
    return new Request(
        script,
        Payload.NONE,
        Map.of(),
        Duration.ofMinutes(1),
        DEFAULT_OUTPUT_LIMIT,
        true,
        false,
        Connector.Network.OWN);
  }

  /// A short fragment that may change the host: two minutes, 16 MiB of output.
  public static Request changing(String script) {
    return new Request(
        script,
        Payload.NONE,
        Map.of(),
        Duration.ofMinutes(2),
        DEFAULT_OUTPUT_LIMIT,
        false,
        false,
        Connector.Network.OWN);
  }

  public Request withInput(Payload newInput) {
    return new Request(
        script, newInput, environment, timeout, outputLimit, readsOnly, lasting, network);
  }

  public Request withEnvironment(Map<String, String> newEnvironment) {
    return new Request(
        script, input, newEnvironment, timeout, outputLimit, readsOnly, lasting, network);
  }

  public Request withTimeout(Duration newTimeout) {
    return new Request(
        script, input, environment, newTimeout, outputLimit, readsOnly, lasting, network);
  }

  public Request withOutputLimit(int newLimit) {
    return new Request(script, input, environment, timeout, newLimit, readsOnly, lasting, network);
  }

  public Request withNetwork(Connector.Network newNetwork) {
    return new Request(
        script, input, environment, timeout, outputLimit, readsOnly, lasting, newNetwork);
  }

  /// The same, said to last: it gets a shell that no short request waits for.
  public Request asLasting() {
    return new Request(script, input, environment, timeout, outputLimit, readsOnly, true, network);
  }

  /// What the shell evaluates: the environment, then the fragment.
  String fragment() {
    return environment.isEmpty() ? script : ShellText.exports(environment) + script;
  }

  /// Without script, input and environment, which may be secret.
  @Override
  public String toString() {
    return "Request[" + script.length() + " characters, input of " + input.length() + " bytes]";
  }
}
