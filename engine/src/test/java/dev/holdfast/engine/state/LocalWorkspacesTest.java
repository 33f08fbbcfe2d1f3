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
    assertThat(new LocalWorkspaces(folder).stateFile("default"))
        .isEqualTo(folder.resolve("terraform.tfstate"));
  }

  @Test
  void keepsEveryOtherStateInAFolderOfItsName() throws Exception {
    LocalWorkspaces workspaces = new LocalWorkspaces(folder);
    workspaces.create("staging");
    Files.createDirectories(folder.resolve("terraform.tfstate.d/.hidden"));
    assertThat(workspaces.stateFile("staging"))
        .isEqualTo(folder.resolve("terraform.tfstate.d/staging/terraform.tfstate"));
    assertThat(workspaces.names()).containsExactly("default", "staging");
  }

  @Test
  void hasTheDefaultOneAlways() throws Exception {
    assertThat(new LocalWorkspaces(folder).names()).containsExactly("default");
  }

  @Test
  void refusesNamesThatLeadElsewhere() {
    LocalWorkspaces workspaces = new LocalWorkspaces(folder);
    for (String name : new String[] {"", ".", "..", "a/b", "../x", "a b", "ä"}) {
      assertThatThrownBy(() -> workspaces.stateFile(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
