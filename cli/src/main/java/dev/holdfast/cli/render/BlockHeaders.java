package dev.holdfast.cli.render;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The headers of the blocks that stand at the top of a file, which say where a reader is.
final class BlockHeaders {
  private static final BodySchema TOP =
      BodySchema.EMPTY
          .withBlock("resource", "type", "name")
          .withBlock("data", "type", "name")
          .withBlock("ephemeral", "type", "name")
          .withBlock("module", "name")
          .withBlock("variable", "name")
          .withBlock("output", "name")
          .withBlock("provider", "name")
          .withBlock("check", "name")
          .withBlock("run", "name")
          .withBlock("locals")
          .withBlock("terraform")
          .withBlock("moved")
          .withBlock("removed")
          .withBlock("import");

  private final TreeMap<Integer, Header> byEnd = new TreeMap<>();

  /// @param bodyEnd where the block ends; the largest number where that is not known
  private record Header(String text, int bodyEnd) {}

  private BlockHeaders(List<Block> blocks) {
    for (Block block : blocks) {
      StringBuilder text = new StringBuilder(block.type());
      block.labels().forEach(label -> text.append(" \"").append(label.value()).append('"'));
      byEnd.put(
          block.definitionRange().end().offset(),
          new Header(
              text.toString(),
              block.body() instanceof NativeBody body
                  ? body.range().end().offset()
                  : Integer.MAX_VALUE));
    }
  }

  /// Linear in the text. JSON has no headers.
  static BlockHeaders of(SourceFile source) {
    return new BlockHeaders(
        source.name().endsWith(".json")
            ? List.of()
            : new ArrayList<>(
                HclParser.parseFile(source).tree().body().partialContent(TOP).content().blocks()));
  }

  /// The header of the block that the subject is in; null where it is in none. Where the header or
  /// a part of it is the subject, it would only be said twice.
  @Nullable String around(SourceRange subject) {
    Map.Entry<Integer, Header> last = byEnd.floorEntry(subject.start().offset());
    return last == null || last.getValue().bodyEnd() <= subject.start().offset()
        ? null
        : last.getValue().text();
  }
}
