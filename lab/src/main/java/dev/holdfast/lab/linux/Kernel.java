package dev.holdfast.lab.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The one door to the kernel: libc's `syscall(2)`. One downcall handle serves every call, since
/// linking each libc function by itself costs milliseconds of a cold start.
@SuppressWarnings("restricted") // The reason of this package.
final class Kernel {
  private static final int INTERRUPTED = 4;
  private static final int MAXIMUM_ARGUMENTS = 6;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(1));

  private Kernel() {}

  /// Makes one system call, again when a signal interrupted it (never `close`, whose descriptor is
  /// gone by then).
  ///
  /// @param subject the path or thing it is about, for the message of a failure
  /// @param arguments at most six; pointers by their address
  static long call(SystemCall call, String subject, long... arguments) throws SystemCallFailed {
    long[] a = Arrays.copyOf(arguments, MAXIMUM_ARGUMENTS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      while (true) {
        long result = invoke(captured, call.number(), a);
        if (result >= 0) {
          return result;
        }
        int errno = (int) ERRNO.get(captured, 0L);
        if (errno != INTERRUPTED || call == SystemCall.CLOSE) {
          throw new SystemCallFailed(call.manualName(), subject, errno, text(errno));
        }
      }
    }
  }

  /// The system's text of an error number, as `strerror(3)` gives it.
  static String text(int errno) {
    // Linked here and not in a field: needed only when something failed.
    MethodHandle strerror =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"),
            FunctionDescriptor.of(
                ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(1024, JAVA_BYTE)), JAVA_INT));
    try {
      return ((MemorySegment) strerror.invokeExact(errno)).getString(0);
    } catch (Throwable impossible) {
      throw new IllegalStateException("strerror cannot throw", impossible);
    }
  }

  private static long invoke(MemorySegment captured, long number, long[] a) {
    try {
      return (long) SYSCALL.invokeExact(captured, number, a[0], a[1], a[2], a[3], a[4], a[5]);
    } catch (Throwable impossible) {
      throw new IllegalStateException("syscall cannot throw", impossible);
    }
  }
}
