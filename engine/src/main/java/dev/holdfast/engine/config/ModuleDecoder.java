package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.HclFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decodes the files of one directory into declarations.
final class ModuleDecoder {
  private static final BodySchema FILE =
      BodySchema.EMPTY
          .withBlock("language")
          .withBlock("terraform")
          .withBlock("required_providers")
          .withBlock("provider", "name")
          .withBlock("variable", "name")
          .withBlock("locals")
          .withBlock("output", "name")
          .withBlock("module", "name")
          .withBlock("resource", "type", "name")
          .withBlock("data", "type", "name")
          .withBlock("ephemeral", "type", "name")
          .withBlock("moved")
          .withBlock("import")
          .withBlock("removed")
          .withBlock("check", "name");

  private final Decoding decoding;
  private final Declarations declarations = new Declarations();

  private ModuleDecoder(Diagnostics diagnostics) {
    this.decoding = new Decoding(diagnostics);
  }

  /// What the files declare; empty where they need another language, and then that is the only
  /// diagnostic, since nothing else in them can be judged.
  ///
  /// @param found what was wrong with the files so far; goes first among the diagnostics
  static Optional<Declarations> decode(
      ModuleFiles files, List<Diagnostic> found, Diagnostics diagnostics) {
    Diagnostics ofContent = new Diagnostics();
    ofContent.addAll(found);
    List<Block> primary = blocks(files.primary(), ofContent);
    List<Block> overriding = blocks(files.overrides(), ofContent);
    Diagnostics ofLanguage = new Diagnostics();
    if (!isReadable(primary, ofLanguage)) {
      diagnostics.addAll(ofLanguage.list());
      return Optional.empty();
    }
    diagnostics.addAll(ofContent.list());
    diagnostics.addAll(ofLanguage.list());
    ModuleDecoder decoder = new ModuleDecoder(diagnostics);
    Overrides.Applied applied = Overrides.apply(primary, overriding, decoder.decoding);
    applied.blocks().forEach(decoder::decode);
    applied.settings().forEach(decoder::decodeOverriding);
    return Optional.of(decoder.declarations);
  }

  private static List<Block> blocks(List<HclFile> files, Diagnostics diagnostics) {
    List<Block> blocks = new ArrayList<>();
    for (HclFile file : files) {
      BodyContent content = file.body().content(FILE);
      diagnostics.addAll(content.diagnostics());
      blocks.addAll(content.blocks());
    }
    return blocks;
  }

  private static boolean isReadable(List<Block> blocks, Diagnostics diagnostics) {
    LanguageDecoder decoder = new LanguageDecoder(new Decoding(diagnostics));
    boolean readable = true;
    for (Block block : blocks) {
      String file = block.typeRange().filename();
      if (block.type().equals("language")) {
        readable &= decoder.decode(block);
      } else if (block.type().equals("terraform")
          && (file.endsWith(".tofu") || file.endsWith(".tofu.json"))) {
        readable &= decoder.decodeRequiredVersion(block);
      }
    }
    return readable;
  }

  private void decode(Block block) {
    switch (block.type()) {
      case "terraform" -> terraform(block, declarations.terraform, declarations.requirements);
      case "required_providers" ->
          decoding.error(
              "Invalid required_providers block",
              "A \"required_providers\" block must be nested inside a \"terraform\" block.",
              block.typeRange());
      case "provider" ->
          declarations.providerConfigurations.add(new ProviderDecoder(decoding).decode(block));
      case "variable" -> declarations.variables.add(new VariableDecoder(decoding).decode(block));
      case "locals" -> locals(block, declarations.locals);
      case "output" -> add(declarations.outputs, new OutputDecoder(decoding).decode(block));
      case "module" -> declarations.moduleCalls.add(new ModuleCallDecoder(decoding).decode(block));
      case "resource" -> resource(block, ResourceMode.MANAGED);
      case "data" -> resource(block, ResourceMode.DATA);
      case "ephemeral" -> resource(block, ResourceMode.EPHEMERAL);
      case "moved" -> add(declarations.moved, new RefactoringDecoder(decoding).moved(block));
      case "removed" -> add(declarations.removed, new RefactoringDecoder(decoding).removed(block));
      case "import" -> add(declarations.imports, new RefactoringDecoder(decoding).imported(block));
      case "check" -> declarations.checks.add(new CheckDecoder(decoding).decode(block));
      default -> {
        // A language block has been read already.
      }
    }
  }

  private void decodeOverriding(Block block) {
    if (block.type().equals("locals")) {
      locals(block, declarations.overridingLocals);
    } else {
      terraform(block, declarations.overridingTerraform, declarations.overridingRequirements);
    }
  }

  private void resource(Block block, ResourceMode mode) {
    declarations.resources.add(new ResourceDecoder(decoding).decode(block, mode));
  }

  private void locals(Block block, List<Local> locals) {
    for (Attribute attribute : decoding.justAttributes(block.body()).attributes().values()) {
      if (decoding.checkName("Invalid local value name", attribute.name(), attribute.nameRange())) {
        locals.add(new Local(attribute.name(), attribute.expression(), attribute.range()));
      }
    }
  }

  private void terraform(
      Block block,
      List<TerraformDecoder.Decoded> blocks,
      List<Declarations.Requirements> requirements) {
    TerraformDecoder.Decoded decoded = new TerraformDecoder(decoding).decode(block);
    blocks.add(decoded);
    for (Block required : decoded.requiredProviders()) {
      requirements.add(
          new Declarations.Requirements(
              required, new RequiredProvidersDecoder(decoding).decode(required)));
    }
  }

  private static <T> void add(List<T> list, @Nullable T item) {
    if (item != null) {
      list.add(item);
    }
  }
}
