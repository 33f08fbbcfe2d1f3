package dev.holdfast.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspacesTest {
  @TempDir private Path folder;

  @Test
  void keepsTheDefaultStateInTheFolderItself() {
    assertThat(LocalWorkspaces.of(folder).stateFile("default"))
        .isEqualTo(folder.resolve("terraform.tfstate"));
  }

  @Test
  void keepsEveryOtherStateInAFolderOfItsName() throws Exception {
    LocalWorkspaces workspaces = LocalWorkspaces.of(folder);
    workspaces.create("staging");
    Files.createDirectories(folder.resolve("terraform.tfstate.d/.hidden"));
    assertThat(workspaces.stateFile("staging"))
        .isEqualTo(folder.resolve("terraform.tfstate.d/staging/terraform.tfstate"));
    assertThat(workspaces.names()).containsExactly("default", "staging");
  }

  @Test
  void hasTheDefaultOneAlways() throws Exception {
    assertThat(LocalWorkspaces.of(folder).names()).containsExactly("default");
  }

  @Test
  void refusesNamesThatLeadElsewhere() {
    LocalWorkspaces workspaces = LocalWorkspaces.of(folder);
    for (String name : new String[] {"", ".", "..", "a/b", "../x", "a b", "ä"}) {
      assertThatThrownBy(() -> workspaces.stateFile(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
