package dev.holdfast.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelSettingTest {
  @Test
  void readsEveryDigitOfANumber() throws IOException {
    // A file that `cat`, which reads it at once, shows whole.
    KernelSetting setting = KernelSetting.named("kernel.pid_max");
    assertThat(Integer.parseInt(setting.read())).isGreaterThan(300);
    assertThat(setting.file()).isEqualTo(Path.of("/proc/sys/kernel/pid_max"));
    assertThat(Files.exists(setting.file())).isTrue();
  }
}
