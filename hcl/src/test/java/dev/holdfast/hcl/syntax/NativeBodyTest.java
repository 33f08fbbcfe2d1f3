package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

class NativeBodyTest {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withRequired("name")
          .withOptional("size")
          .withBlock("disk")
          .withBlock("resource", "type", "name");

  @Test
  void givesAttributesAndBlocksInTheOrderTheyAreWritten() {
    BodyContent content =
        body("size = 1\ndisk {\n}\nname = 2\nresource \"a\" b {\n}\ndisk {\n}\n").content(SCHEMA);

    assertThat(content.diagnostics()).isEmpty();
    assertThat(content.attributes().keySet()).containsExactly("size", "name");
    assertThat(content.blocks())
        .extracting(Block::type)
        .containsExactly("disk", "resource", "disk");
    assertThat(content.blocks("resource").getFirst().label(1)).isEqualTo("b");
    assertThat(content.blocks("resource").getFirst().definitionRange()).hasToString("f:5,1-15");
  }

  @Test
  void reportsAMissingArgumentAtTheOpeningBrace() {
    Block disk = body("disk {\n  a = 1\n}\n").justBlock();

    assertMessage(
        disk.body().content(SCHEMA.withOptional("a")),
        "f:1,6-7: Missing required argument; "
            + "The argument \"name\" is required, but no definition was found.");
  }

  @Test
  void suggestsTheArgumentThatWasProbablyMeant() {
    assertMessage(
        body("name = 1\nsiz = 2\n").content(SCHEMA),
        "f:2,1-4: Unsupported argument; "
            + "An argument named \"siz\" is not expected here. Did you mean \"size\"?");
  }

  @Test
  void doesNotSuggestAnArgumentThatIsGivenAlready() {
    assertMessage(
        body("name = 1\nnme = 2\n").content(SCHEMA),
        "f:2,1-4: Unsupported argument; An argument named \"nme\" is not expected here.");
  }

  @Test
  void suggestsABlockForAnArgumentOfItsNameAndTheOtherWayRound() {
    assertMessage(
        body("name = 1\ndisk = 2\n").content(SCHEMA),
        "f:2,1-5: Unsupported argument; An argument named \"disk\" is not expected here."
            + " Did you mean to define a block of type \"disk\"?");
    assertMessage(
        body("name = 1\nsize {\n}\n").content(SCHEMA),
        "f:2,1-5: Unsupported block type; Blocks of type \"size\" are not expected here."
            + " Did you mean to define argument \"size\"?"
            + " If so, use the equals sign to assign it a value.");
  }

  @Test
  void suggestsTheBlockThatWasProbablyMeant() {
    assertMessage(
        body("name = 1\ndisc {\n}\n").content(SCHEMA),
        "f:2,1-5: Unsupported block type;"
            + " Blocks of type \"disc\" are not expected here. Did you mean \"disk\"?");
  }

  @Test
  void reportsLabelsThatAreMissingOrTooMany() {
    assertMessage(
        body("name = 1\nresource \"a\" {\n}\n").content(SCHEMA),
        "f:2,14-15: Missing name for resource;"
            + " All resource blocks must have 2 labels (type, name).");
    assertMessage(
        body("name = 1\nresource a b c {\n}\n").content(SCHEMA),
        "f:2,14-15: Extraneous label for resource;"
            + " Only 2 labels (type, name) are expected for resource blocks.");
    assertMessage(
        body("name = 1\ndisk \"a\" {\n}\n").content(SCHEMA),
        "f:2,6-9: Extraneous label for disk; No labels are expected for disk blocks.");
  }

  @Test
  void leavesTheRestOfAPartialReadingForAnother() {
    NativeBody body = body("name = 1\nother = 2\ndisk {\n}\nextra {\n}\n").body;

    Body.Partial partial = body.partialContent(SCHEMA);
    BodyContent rest =
        partial
            .remaining()
            .content(BodySchema.EMPTY.withOptional("other", "name").withBlock("extra"));

    assertThat(partial.content().diagnostics()).isEmpty();
    assertThat(partial.content().attributes().keySet()).containsExactly("name");
    assertThat(rest.diagnostics()).isEmpty();
    assertThat(rest.attributes().keySet()).containsExactly("other");
    assertThat(rest.blocks()).extracting(Block::type).containsExactly("extra");
  }

  @Test
  void readsAnyArgumentsButNoBlocks() {
    assertMessage(
        body("a = 1\nb {\n}\nc {\n}\n").justAttributes(),
        "f:2,1-2: Unexpected \"b\" block; Blocks are not allowed here.");
    assertThat(body("b = 1\na = 2\n").justAttributes().attributes().keySet())
        .containsExactly("b", "a");
  }

  @Test
  void saysWhereAnArgumentWasSetBefore() {
    Parsed<HclFile> parsed = HclParser.parseFile(SourceFile.of("f", "a = 1\n\na = 2\n"));

    assertThat(parsed.diagnostics())
        .extracting(NativeBodyTest::message)
        .containsExactly(
            "f:3,1-2: Attribute redefined; The argument \"a\" was already set at f:1,1-2."
                + " Each argument may be set only once.");
  }

  private record Read(NativeBody body) {
    BodyContent content(BodySchema schema) {
      return body.content(schema);
    }

    BodyContent justAttributes() {
      return body.justAttributes();
    }

    Block justBlock() {
      return body.blocks().getFirst();
    }
  }

  private static Read body(String text) {
    Parsed<HclFile> parsed = HclParser.parseFile(SourceFile.of("f", text));
    assertThat(parsed.diagnostics()).isEmpty();
    return new Read((NativeBody) parsed.tree().body());
  }

  private static void assertMessage(BodyContent content, String message) {
    assertThat(content.diagnostics()).extracting(NativeBodyTest::message).containsExactly(message);
  }

  private static String message(Diagnostic diagnostic) {
    return diagnostic.subject() + ": " + diagnostic.summary() + "; " + diagnostic.detail();
  }
}
