package dev.holdfast.cli.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Ctrl-C or SIGTERM while work goes on: the first asks for an end, so that what is under way is
/// finished and saved; the second ends the process at once. The journal of the state survives both.
public final class Interruption implements AutoCloseable, BooleanSupplier {
  private static final int EXIT_CODE = 130;

  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Object> previous;

  private Interruption(Runnable onFirst, Runnable onSecond) {
    this.previous =
        handle(
            List.of("INT", "TERM"),
            () -> {
              int now = count.incrementAndGet();
              if (now == 1) {
                onFirst.run();
                return;
              }
              try {
                if (now == 2) {
                  onSecond.run();
                }
              } finally {
                Runtime.getRuntime().halt(EXIT_CODE);
              }
            });
  }

  private Interruption() {
    this.previous = handle(List.of("INT"), count::incrementAndGet);
  }

  /// Begins to catch Ctrl-C until closed.
  ///
  /// @param onFirst tells the user what happens now, and others that they should end soon
  /// @param onSecond ends what would outlive this process; must be quick
  public static Interruption catching(Runnable onFirst, Runnable onSecond) {
    return new Interruption(onFirst, onSecond);
  }

  /// Lets Ctrl-C go by until closed: it is meant for a program that we have started.
  public static Interruption ignoring() {
    return new Interruption();
  }

  /// Whether an end was asked for.
  @Override
  public boolean getAsBoolean() {
    return count.get() > 0;
  }

  @Override
  public void close() {
    previous.forEach(Interruption::install);
  }

  /// `sun.misc.Signal` is the only way that Java has to catch a signal and go on. It is exported
  /// for this use, but the compiler warns of every mention of it, hence by reflection.
  ///
  /// @return the handlers before, by signal
  private static Map<String, Object> handle(List<String> signals, Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" ->
                        System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "interruption";
                  });
      Map<String, Object> before = new TreeMap<>();
      signals.forEach(each -> before.put(each, install(each, proxy)));
      return before;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  private static Object install(String name, Object handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object interrupt = signal.getConstructor(String.class).newInstance(name);
      return signal
          .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
          .invoke(null, interrupt, handler);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }
}
