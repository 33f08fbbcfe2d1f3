package dev.holdfast.lab.controlgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against directories that stand for control groups: what is written, and where.
class ControllersTest {
  private static final Limits SOME =
      new Limits(OptionalLong.of(1 << 20), OptionalDouble.of(1.5), OptionalLong.of(50));

  @TempDir private Path root;

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  @Test
  void writesTheFilesOfVersionTwo() throws IOException {
    Path memory = file("holdfast/shop/web1/memory.max");
    Path cpu = file("holdfast/shop/web1/cpu.max");
    Path processes = file("holdfast/shop/web1/pids.max");
    Controllers controllers = new Controllers.Unified(root);

    controllers.limit("holdfast/shop/web1", SOME);
    assertThat(memory).hasContent("1048576");
    assertThat(cpu).hasContent("150000 100000");
    assertThat(processes).hasContent("50");

    controllers.limit("holdfast/shop/web1", Limits.NONE);
    assertThat(memory).hasContent("max");
    assertThat(cpu).hasContent("max 100000");
    assertThat(processes).hasContent("max");
    assertThat(controllers.directories("holdfast/shop/web1")).isEmpty();
  }

  @Test
  void handsControllersDownInVersionTwo() throws IOException {
    Path top = file("cgroup.subtree_control");
    new Controllers.Unified(root).create("holdfast/shop");
    assertThat(top).hasContent("+pids");
    assertThat(root.resolve("holdfast/shop")).isDirectory();
  }

  @Test
  void writesTheFilesOfVersionOne() throws IOException {
    Path memory = file("memory/g/memory.limit_in_bytes");
    file("cpu/g/cpu.cfs_period_us");
    Path quota = file("cpu/g/cpu.cfs_quota_us");
    Path processes = file("pids/g/pids.max");
    Controllers controllers =
        new Controllers.Separate(
            Map.of(
                "memory", root.resolve("memory"),
                "cpu", root.resolve("cpu"),
                "pids", root.resolve("pids")));

    controllers.limit("g", SOME);
    assertThat(memory).hasContent("1048576");
    assertThat(quota).hasContent("150000");
    assertThat(processes).hasContent("50");
    assertThat(controllers.directories("g")).hasSize(3);
  }

  @Test
  void saysWhichLimitTheMachineLacks() {
    assertThatThrownBy(() -> new Controllers.Separate(Map.of()).limit("g", SOME))
        .isInstanceOf(LimitUnavailable.class)
        .hasMessageContaining("memory.limit_in_bytes");
  }
}
