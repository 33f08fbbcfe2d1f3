package dev.holdfast.lab.linux;

import java.io.IOException;

/// The kernel refused something. The message reads `operation subject: reason`, for example `mount
/// /run/holdfast/labs/shop/web1/root: No such device`.
public final class SystemCallFailed extends IOException {
  private static final long serialVersionUID = 1L;

  /// `EPERM`: operation not permitted.
  public static final int NOT_PERMITTED = 1;

  /// `ENOENT`: no such file or directory.
  public static final int NOT_FOUND = 2;

  /// `ESRCH`: no such process; netlink answers it when a route to delete does not exist.
  public static final int NO_SUCH_ENTRY = 3;

  /// `EEXIST`: it exists already.
  public static final int EXISTS = 17;

  /// `ENODEV`: no such device; netlink answers it when a link does not exist.
  public static final int NO_DEVICE = 19;

  /// `EINVAL`: invalid argument; `umount2` answers it for a path that is no mount point.
  public static final int INVALID = 22;

  /// `EADDRNOTAVAIL`: netlink answers it when an address to delete does not exist.
  public static final int NO_ADDRESS = 99;

  private final String operation;
  private final String subject;
  private final int errno;

  /// @param operation the system call or the netlink request in words
  /// @param subject the path or the thing it was about; may be empty
  /// @param errno the kernel's error number, positive
  /// @param reason the text of that number, with the kernel's own explanation when it gave one
  public SystemCallFailed(String operation, String subject, int errno, String reason) {
    super(operation + (subject.isEmpty() ? "" : " " + subject) + ": " + reason);
    this.operation = operation;
    this.subject = subject;
    this.errno = errno;
  }

  /// The system call or the request that failed.
  public String operation() {
    return operation;
  }

  /// The path or the thing it was about; empty when there is none.
  public String subject() {
    return subject;
  }

  /// The error number, positive: one of the constants here or another of `errno(3)`.
  public int errno() {
    return errno;
  }
}
