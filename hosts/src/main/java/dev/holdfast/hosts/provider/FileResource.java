package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.Content;
import dev.holdfast.hosts.operation.FileMode;
import dev.holdfast.hosts.operation.FileOperation;
import dev.holdfast.hosts.operation.PathState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_file`: a regular file. Its content comes from one of `content`, `sensitive_content`,
/// `content_base64` and `source`, or is left alone. What is found in its stead on the host is shown
/// in the same attribute, so that a plan shows the difference; a `source` differs by `sha256`.
final class FileResource implements HostResource {
  private static final FileMode DEFAULT_MODE = new FileMode(0644);
  private static final List<String> CONTENTS =
      List.of("content", "sensitive_content", "content_base64", "source");

  private static final Block BLOCK =
      Schemas.block(
          Map.of(
              "path", Schemas.PATH,
              "content", Attribute.optional(Type.STRING, "The content as text."),
              "sensitive_content",
                  Attribute.optional(Type.STRING, "The content as text, never shown.")
                      .withSensitive(),
              "content_base64", Attribute.optional(Type.STRING, "The content in base64."),
              "source", Attribute.optional(Type.STRING, "A file of this machine to copy."),
              "mode", Schemas.mode(DEFAULT_MODE),
              "owner", Schemas.OWNER,
              "group", Schemas.GROUP,
              "sha256", Attribute.computed(Type.STRING, "The SHA-256 of the content.")));

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of("path");
  }

  @Override
  public String identifiedBy() {
    return "path";
  }

  @Override
  public Map<String, Value> defaults() {
    return Map.of("mode", Value.of(DEFAULT_MODE.toString()));
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    Schemas.checkPath(configuration, faults);
    Schemas.checkMode(configuration, faults);
    List<String> set = CONTENTS.stream().filter(configuration::isSet).toList();
    if (set.size() > 1) {
      faults.add(
          ProviderDiagnostic.error(
              "Conflicting contents",
              "Only one of " + String.join(", ", set) + " may be set.",
              Path.ROOT.attribute(set.get(1))));
    }
    return faults;
  }

  @Override
  public Attributes refine(Optional<Attributes> prior, Attributes configuration, Attributes planned)
      throws ChangeFailedException {
    boolean unknown = CONTENTS.stream().anyMatch(name -> !planned.isKnown(name));
    if (unknown) {
      return planned.with("sha256", Value.unknown(Type.STRING));
    }
    return content(planned)
        .map(content -> planned.withText("sha256", content.sha256()))
        .orElse(planned);
  }

  private static Optional<Content> content(Attributes file) throws ChangeFailedException {
    Optional<String> text = file.text("content").or(() -> file.text("sensitive_content"));
    if (text.isPresent()) {
      return text.map(Content::of);
    }
    Optional<String> encoded = file.text("content_base64");
    if (encoded.isPresent()) {
      return Optional.of(decoded(encoded.get()));
    }
    Optional<String> source = file.text("source");
    return source.isPresent() ? Optional.of(local(source.get())) : Optional.empty();
  }

  private static Content decoded(String encoded) throws ChangeFailedException {
    try {
      return Content.of(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw new ChangeFailedException(
          ProviderDiagnostic.error(
              "Invalid base64",
              "The text is not base64, with padding and without line ends.",
              Path.ROOT.attribute("content_base64")));
    }
  }

  private static Content local(String source) throws ChangeFailedException {
    try {
      return Content.of(java.nio.file.Path.of(source));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new ChangeFailedException(
          ProviderDiagnostic.error(
              "Cannot read the source",
              "The file \"" + source + "\" of this machine cannot be read: " + e + ".",
              Path.ROOT.attribute("source")));
    }
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    return PathState.check(current.required("path")).on(host) instanceof PathState.RegularFile file
        ? Optional.of(found(current, file))
        : Optional.empty();
  }

  private static Attributes found(Attributes current, PathState.RegularFile file) {
    Attributes found = Schemas.found(current, file.access().mode());
    found = Schemas.found(found, "owner", file.access().owner());
    found = Schemas.found(found, "group", file.access().group());
    Content content = file.content();
    if (current.text("sha256").filter(content.sha256()::equals).isPresent()) {
      return found;
    }
    for (String name : List.of("content", "sensitive_content")) {
      if (current.isSet(name)) {
        found = found.with(name, orNull(content.text()));
      }
    }
    if (current.isSet("content_base64")) {
      found =
          found.with(
              "content_base64", orNull(content.bytes().map(Base64.getEncoder()::encodeToString)));
    }
    return found.withText("sha256", content.sha256());
  }

  private static Value orNull(Optional<String> text) {
    return text.map(Value::of).orElseGet(() -> Value.nullOf(Type.STRING));
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    FileOperation operation =
        new FileOperation(
            planned.required("path"),
            content(planned),
            planned.text("mode").flatMap(FileMode::parse),
            planned.text("owner"),
            planned.text("group"),
            planned.isSet("sensitive_content"));
    ChangeFailedException.require(operation.applyOn(host));
    return HostProvider.readBack(this, host, planned);
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, ChangeFailedException, InterruptedException {
    ChangeFailedException.require(new FileOperation.Removal(prior.required("path")).applyOn(host));
  }
}
