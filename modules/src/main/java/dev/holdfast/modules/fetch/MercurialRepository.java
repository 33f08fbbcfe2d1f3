package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RemotePackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fetches from Mercurial repositories through the system's `hg`, with whatever the user has set up
/// for it. `?rev=` is a revision, branch or tag.
final class MercurialRepository {
  private final Map<String, String> environment;

  /// @param environment of this process
  MercurialRepository(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Fetches what an address names.
  ///
  /// @param folder exists and is empty
  void fetch(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    Query query = Query.parse(address.query());
    String revision = query.value("rev");
    String url = query.appendTo(address.url(), List.of("rev"));
    if (url.startsWith("-") || revision.startsWith("-")) {
      throw new FetchException(
          "The address has a part that hg would misunderstand: neither it nor rev may begin with a"
              + " hyphen.");
    }
    Map<String, String> settings = new HashMap<>(environment);
    settings.put("HGPLAIN", "1");
    Program hg = new Program("hg", folder, settings);
    Program.Outcome cloned =
        hg.run(List.of("hg", "clone", "--noninteractive", "--quiet", "--noupdate", "--", url, "."));
    if (!cloned.isWell()) {
      throw cloned.asException("It could not be fetched");
    }
    List<String> update = new ArrayList<>(List.of("hg", "update", "--noninteractive", "--quiet"));
    if (!revision.isEmpty()) {
      update.addAll(List.of("--rev", revision));
    }
    Program.Outcome updated = hg.run(update);
    if (!updated.isWell()) {
      throw updated.asException(
          revision.isEmpty()
              ? "The files could not be written"
              : "The repository has no revision \"" + revision + "\"");
    }
  }
}
