package dev.holdfast.plugins.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.OtherRegistry;
import dev.holdfast.plugins.packages.PackageFolders;
import dev.holdfast.plugins.packages.PackageHashes;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledPluginsTest {
  private static final Platform PLATFORM = new Platform("linux", "amd64");
  private static final Version VERSION = Version.parse("3.6.0").orElseThrow();
  private static final ProviderSource HERE = ProviderSource.implied("random");
  private static final ProviderSource THERE = OtherRegistry.address(HERE).orElseThrow();

  @TempDir Path directory;

  @Test
  void findsWhatTerraformHasInstalled() throws Exception {
    InstalledPlugins plugins = installed(THERE);
    assertThat(plugins.find(HERE).executable()).hasFileName("terraform-provider-random_v3.6.0");
  }

  @Test
  void findsTheProviderHereForObjectsThatTerraformHasMade() throws Exception {
    InstalledPlugins plugins = installed(HERE);
    assertThat(plugins.find(THERE).executable()).isEqualTo(plugins.find(HERE).executable());
    assertThat(plugins.find(THERE).source()).isEqualTo(THERE);
  }

  @Test
  void doesNotTakeOneProviderForAnother() throws Exception {
    InstalledPlugins plugins = installed(HERE);
    ProviderSource other = new ProviderSource("example.com", "hashicorp", "random");
    assertThatThrownBy(() -> plugins.find(other)).isInstanceOf(ProviderUnavailableException.class);
  }

  @Test
  void noticesAChangeThatKeepsTheSizeAndTheTime() throws Exception {
    InstalledPlugins plugins = installed(HERE);
    Path program = plugins.find(HERE).executable();
    FileTime time = Files.getLastModifiedTime(program);
    Files.writeString(program, "evil_");
    Files.setLastModifiedTime(program, time);
    assertThatThrownBy(() -> plugins.find(HERE)).hasMessageContaining("does not match any");
  }

  @Test
  void remembersWhatItHasVerified() throws Exception {
    installed(HERE).find(HERE);
    try (var notes = Files.list(directory.resolve("verified"))) {
      List<Path> files = notes.toList();
      assertThat(files).hasSize(1);
      List<String> lines = Files.readAllLines(files.getFirst());
      Files.write(files.getFirst(), List.of(lines.get(0), "h1:remembered="));
    }
    assertThatThrownBy(() -> installed(HERE).find(HERE)).hasMessageContaining("does not match any");
  }

  private InstalledPlugins installed(ProviderSource source) throws IOException {
    Path folder = PackageFolders.unpacked(directory, source, VERSION, PLATFORM);
    Path program = folder.resolve("terraform-provider-random_v3.6.0");
    if (!Files.exists(program)) {
      Files.createDirectories(folder);
      Files.writeString(program, "plain");
    }
    ProviderLock lock =
        new ProviderLock(
            source, VERSION, "", new TreeSet<>(List.of(PackageHashes.ofFolder(folder))));
    return new InstalledPlugins(
        directory,
        DependencyLocks.of(List.of(lock)),
        Map.of(),
        PLATFORM,
        new VerifiedPackages(Optional.of(directory.resolve("verified"))));
  }
}
