package dev.holdfast.modules.fetch;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.util.ArrayList;
import java.util.List;

/// What an OCI registry says is in a package.
///
/// @param artifactType what the whole is; for an index, empty
/// @param layers in order
record OciManifest(String mediaType, String artifactType, List<Layer> layers) {
  OciManifest {
    layers = List.copyOf(layers);
  }

  /// @param digest of its content
  record Layer(String mediaType, String digest) {}

  private static final class Draft {
    private String mediaType = "";
    private String artifactType = "";
    private final List<Layer> layers = new ArrayList<>();
  }

  static OciManifest parse(byte[] json) throws FetchException {
    Draft draft = new Draft();
    try (JsonInput in = new JsonInput(json, "manifest")) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "mediaType" -> draft.mediaType = in.text();
              case "artifactType" -> draft.artifactType = in.text();
              case "layers" -> in.array(() -> draft.layers.add(layer(in)));
              default -> in.skip();
            }
          }));
    } catch (DamagedJsonException fault) {
      throw new FetchException(
          "The registry gave a manifest that cannot be read: %s.".formatted(fault.getMessage()),
          fault);
    }
    return new OciManifest(draft.mediaType, draft.artifactType, draft.layers);
  }

  private static Layer layer(JsonInput in) throws DamagedJsonException {
    String[] found = {"", ""};
    in.object(member -> {
      switch (member) {
        case "mediaType" -> found[0] = in.text();
        case "digest" -> found[1] = in.text();
        default -> in.skip();
      }
    });
    return new Layer(found[0], found[1]);
  }

  /// The digest of the one layer of a package of this type.
  String onlyLayer(String wantedType, String wantedLayer) throws FetchException {
    if (mediaType.contains("index")) {
      throw new FetchException(
          "This is an index of several manifests, not a module package. An address of a module names"
              + " the manifest itself.");
    }
    if (!artifactType.equals(wantedType)) {
      throw new FetchException(
          "This is no module package: its artifact type is \"%s\" instead of \"%s\"."
              .formatted(artifactType, wantedType));
    }
    List<Layer> archives =
        layers.stream().filter(layer -> layer.mediaType().equals(wantedLayer)).toList();
    if (archives.size() != 1 || !archives.getFirst().digest().matches("sha256:[0-9a-f]{64}")) {
      throw new FetchException(
          "A module package has exactly one layer of type \"%s\"; this one has %d."
              .formatted(wantedLayer, archives.size()));
    }
    return archives.getFirst().digest();
  }
}
