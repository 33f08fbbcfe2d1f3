package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.image.Image;
import dev.holdfast.lab.image.ImageRecipe;
import dev.holdfast.lab.image.ImageStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `lab_image`: a root file system for hosts, of Debian packages or of the user's own.
///
/// It is kept under a hash of what it is made of and shared by all labs, so taking the resource
/// away leaves it for the next one that asks for the same.
record ImageResource(LabContext context) implements LabResource {
  private static final List<String> MADE_OF = List.of("release", "packages", "rootfs");

  @Override
  public Block block() {
    return Block.of(
        Map.of(
            "release",
            Attribute.optionalComputed(
                Type.STRING,
                "Code name of the Debian or Ubuntu release, for example bookworm; the machine's own"
                    + " when not given."),
            "packages",
            Attribute.optional(
                Type.set(Type.STRING), "Packages beside those that every host needs."),
            "rootfs",
            Attribute.optional(
                Type.STRING,
                "A directory, or a tar archive, that holds a root file system; instead of release"
                    + " and packages."),
            "id",
            Attribute.computed(Type.STRING, "A hash of what the image is made of."),
            "path",
            Attribute.computed(Type.STRING, "The directory with its root file system.")));
  }

  @Override
  public void validate(Fields configuration, Faults faults) {
    boolean own = !configuration.isNull("rootfs");
    for (String name : List.of("release", "packages")) {
      if (own && !configuration.isNull(name)) {
        faults.error(
            Path.ROOT.attribute(name),
            "Two origins for one image",
            "An image is made either of packages or from rootfs. Remove one of them.");
      }
    }
    configuration
        .text("release")
        .filter(release -> !ImageRecipe.isReleaseName(release))
        .ifPresent(release ->
            faults.error(
                Path.ROOT.attribute("release"),
                "Invalid release",
                "\"" + release + "\" is not the code name of a release, such as bookworm."));
    for (String name : configuration.texts("packages")) {
      if (!ImageRecipe.isPackageName(name)) {
        faults.error(
            Path.ROOT.attribute("packages"),
            "Invalid package name",
            "\""
                + name
                + "\" cannot be the name of a Debian package: lower case letters, digits,"
                + " and + - . are allowed.");
      }
    }
  }

  @Override
  public Planned plan(Optional<Fields> prior, Fields proposed, Faults faults) throws IOException {
    Fields wanted = proposed;
    if (proposed.isNull("rootfs") && proposed.isNull("release")) {
      wanted = proposed.with("release", images().defaultRelease());
    }
    if (prior.isPresent()
        && wanted.isKnown("rootfs")
        && LabResource.changed(prior, wanted, MADE_OF).isEmpty()) {
      return new Planned(wanted, List.of());
    }
    List<Path> replaced = LabResource.changed(prior, wanted, MADE_OF);
    Optional<ImageRecipe> recipe = recipe(wanted);
    // The id of a Debian image follows from its recipe, so hosts show already in the plan whether
    // they are made anew.
    Fields planned =
        recipe.isPresent()
            ? wanted
                .with("id", recipe.get().id())
                .with("path", images().place(recipe.get().id()).toString())
            : wanted.with("id", UNKNOWN_TEXT).with("path", UNKNOWN_TEXT);
    return new Planned(planned, replaced);
  }

  private static final Value UNKNOWN_TEXT = Value.unknown(Type.STRING);

  private ImageStore images() throws IOException {
    return context.labs().images();
  }

  private static Optional<ImageRecipe> recipe(Fields wanted) {
    if (!wanted.isNull("rootfs") || !wanted.isKnown("packages")) {
      return Optional.empty();
    }
    return wanted
        .text("release")
        .filter(ImageRecipe::isReleaseName)
        .filter(release -> wanted.texts("packages").stream().allMatch(ImageRecipe::isPackageName))
        .map(release -> new ImageRecipe(release, wanted.texts("packages")));
  }

  @Override
  public Optional<Fields> read(Fields current) throws IOException {
    return current.value("id") instanceof StringValue id && images().find(id.value()).isPresent()
        ? Optional.of(current)
        : Optional.empty();
  }

  @Override
  public Fields apply(Optional<Fields> prior, Fields planned, Progress progress, Faults faults)
      throws IOException {
    Optional<ImageRecipe> recipe = recipe(planned);
    Image image =
        recipe.isPresent()
            ? images().debian(recipe.get(), progress::report)
            : images()
                .rootfs(java.nio.file.Path.of(planned.text("rootfs").orElse("")), progress::report);
    return planned.with("id", image.id()).with("path", image.rootfs().toString());
  }

  @Override
  public void delete(Fields prior, Progress progress) {
    // Kept for whoever asks for the same next.
  }
}
