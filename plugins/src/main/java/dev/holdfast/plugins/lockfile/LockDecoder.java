package dev.holdfast.plugins.lockfile;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ProviderSourceParser;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.plugins.packages.PackageHash;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decodes lock files.
final class LockDecoder {
  private static final BodySchema FILE =
      BodySchema.EMPTY.withBlock("provider", "source_addr").withBlock("module", "path");
  private static final BodySchema PROVIDER =
      BodySchema.EMPTY.withRequired("version").withOptional("constraints", "hashes");

  private final Diagnostics diagnostics;

  LockDecoder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  DependencyLocks decode(Body file) {
    BodyContent content = file.content(FILE);
    diagnostics.addAll(content.diagnostics());
    SortedMap<ProviderSource, ProviderLock> locks = new TreeMap<>();
    for (Block block : content.blocks("provider")) {
      ProviderLock lock = provider(block);
      if (lock != null && locks.putIfAbsent(lock.source(), lock) != null) {
        error(
            "Duplicate provider lock",
            "This lockfile already declared a lock for provider " + lock.source() + ".",
            block.typeRange());
      }
    }
    content.blocks("module").stream()
        .findFirst()
        .ifPresent(block ->
            diagnostics.add(
                Diagnostic.warning(
                    "Dependency locks for modules are not yet supported",
                    "Only providers can be locked, so this block has no effect.",
                    block.typeRange())));
    return new DependencyLocks(locks);
  }

  private @Nullable ProviderLock provider(Block block) {
    ProviderSource source = source(block.labels().getFirst());
    BodyContent content = block.body().content(PROVIDER);
    diagnostics.addAll(content.diagnostics());
    Attribute version = content.attribute("version");
    if (source == null || version == null) {
      return null;
    }
    String text = text(version.expression());
    Optional<Version> parsed = Version.parse(text);
    if (parsed.isEmpty() || !parsed.get().toString().equals(text)) {
      error(
          "Invalid provider version number",
          "The selected version number for provider %s must be written as three numbers with dots, such as \"1.2.3\"."
              .formatted(source),
          version.expression().range());
      return null;
    }
    return new ProviderLock(
        source,
        parsed.get(),
        constraints(source, content.attribute("constraints")),
        hashes(source, content.attribute("hashes")));
  }

  private @Nullable ProviderSource source(Block.Label label) {
    ProviderSource source = ProviderSourceParser.parse(label.value(), label.range()).tree();
    if (source == null || !source.toString().equals(label.value())) {
      error(
          "Invalid provider source address",
          "The provider source address for a provider lock must be a valid, fully-qualified address of the form \"hostname/namespace/type\".",
          label.range());
      return null;
    }
    if (source.isBuiltIn()) {
      error(
          "Invalid provider source address",
          "A version cannot be locked for %s, which is part of the program.".formatted(source),
          label.range());
      return null;
    }
    return source;
  }

  private String constraints(ProviderSource source, @Nullable Attribute attribute) {
    if (attribute == null) {
      return "";
    }
    String text = text(attribute.expression());
    if (VersionConstraints.parse(text).isEmpty()) {
      error(
          "Invalid provider version constraints",
          "The recorded version constraints for provider %s are invalid.".formatted(source),
          attribute.expression().range());
      return "";
    }
    return text;
  }

  private NavigableSet<PackageHash> hashes(ProviderSource source, @Nullable Attribute attribute) {
    NavigableSet<PackageHash> hashes = new TreeSet<>();
    if (attribute == null) {
      return hashes;
    }
    if (!(attribute.expression() instanceof TupleExpression tuple) || tuple.elements().isEmpty()) {
      error(
          "Invalid provider hash set",
          "The \"hashes\" argument must either be omitted or contain at least one hash value.",
          attribute.expression().range());
      return hashes;
    }
    for (Expression element : tuple.elements()) {
      Optional<PackageHash> hash = PackageHash.parse(text(element));
      if (hash.isEmpty()) {
        error(
            "Invalid provider hash string",
            "A checksum of provider %s must be a text of the form \"SCHEME:VALUE\"."
                .formatted(source),
            element.range());
      }
      hash.ifPresent(hashes::add);
    }
    return hashes;
  }

  private static String text(Expression expression) {
    String text = StaticExpression.string(expression);
    return text == null ? "" : text;
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
