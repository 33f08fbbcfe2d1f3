package dev.holdfast.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountsTest {
  @Test
  void readsMountPointsWithBlanks() {
    String line = "36 35 98:0 /mnt1 /run/a\\040b\\134c rw,noatime master:1 - ext3 /dev/root rw";
    assertThat(Mounts.mountPoint(line)).isEqualTo(Path.of("/run/a b\\c"));
  }

  @Test
  void saysWhatTheKernelRefused() {
    assertThatThrownBy(
            () -> Mounts.filesystem("nosuchfilesystem", "none", Path.of("/nonexistent/x"), ""))
        .isInstanceOf(SystemCallFailed.class)
        .hasMessageStartingWith("mount /nonexistent/x: ");
  }

  @Test
  void leavesAloneWhatIsNoMountPoint() throws SystemCallFailed {
    assertThat(Mounts.detach(Path.of("/nonexistent/x"))).isFalse();
  }
}
