package dev.holdfast.lab.linux;

import java.util.Locale;

/// The system calls that the lab makes, with their numbers on the two architectures it runs on.
/// Numbers above 400 are the same everywhere. Sources: `arch/x86/entry/syscalls/syscall_64.tbl` and
/// `include/uapi/asm-generic/unistd.h` of Linux.
enum SystemCall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  IOCTL(16, 29),
  SOCKET(41, 198),
  SENDTO(44, 206),
  RECVFROM(45, 207),
  SETSOCKOPT(54, 208),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  OPENAT(257, 56),
  MKNODAT(259, 33),
  UNSHARE(272, 97),
  PIPE2(293, 59),
  SETNS(308, 268),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  MOUNT_SETATTR(442, 442);

  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /// The number of this call on the architecture of this machine.
  long number() {
    return ARM ? arm : x86;
  }

  /// The name as manual pages write it, for example `move_mount`.
  String manualName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
