package dev.holdfast.lab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageRecipeTest {
  @Test
  void givesTheSameIdForTheSameContent() {
    String id = new ImageRecipe("bookworm", List.of("nginx", "curl")).id();
    assertThat(new ImageRecipe("bookworm", List.of("curl", "nginx", "curl")).id()).isEqualTo(id);
    assertThat(new ImageRecipe("trixie", List.of("curl", "nginx")).id()).isNotEqualTo(id);
    assertThat(new ImageRecipe("bookworm", List.of("curl")).id()).isNotEqualTo(id);
  }

  @Test
  void refusesWhatCouldBeAnOptionOfAProgram() {
    assertThatThrownBy(() -> new ImageRecipe("bookworm", List.of("--simulate")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImageRecipe("../bookworm", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
