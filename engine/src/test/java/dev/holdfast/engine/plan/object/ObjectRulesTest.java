package dev.holdfast.engine.plan.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules for objects by their tables. Each table is a JSON file that says what it holds.
class ObjectRulesTest {

  static Stream<ObjectCases.Case> proposals() {
    return ObjectCases.table("proposed.json");
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void proposesTheConfigurationWithComputedPartsKept(ObjectCases.Case each) {
    Value proposed =
        ProposedNewObject.of(each.schema(), each.object("prior"), each.object("config"));
    assertThat(proposed).isEqualTo(each.object("proposed"));
  }

  static Stream<ObjectCases.Case> plans() {
    return ObjectCases.table("validity.json");
  }

  @ParameterizedTest
  @MethodSource("plans")
  void findsWhatAProviderMayNotPlan(ObjectCases.Case each) {
    List<ObjectFault> faults =
        PlanValidity.check(
            each.schema(), each.object("prior"), each.object("config"), each.object("planned"));
    assertThat(ObjectCases.texts(faults)).isEqualTo(each.texts("faults"));
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void findsNoFaultInAProposalThatIsPlannedAsItIs(ObjectCases.Case each) {
    Value prior = each.object("prior");
    Value configuration = each.object("config");
    if (!configuration.isNull()) {
      Value proposed = ProposedNewObject.of(each.schema(), prior, configuration);
      assertThat(PlanValidity.check(each.schema(), prior, configuration, proposed)).isEmpty();
      assertThat(ObjectCompatibility.check(each.schema(), proposed, proposed)).isEmpty();
    }
  }

  static Stream<ObjectCases.Case> results() {
    return ObjectCases.table("compatibility.json");
  }

  @ParameterizedTest
  @MethodSource("results")
  void findsWhereAnObjectIsNotWhatWasPlanned(ObjectCases.Case each) {
    List<ObjectFault> faults =
        ObjectCompatibility.check(each.schema(), each.object("planned"), each.object("actual"));
    assertThat(ObjectCases.texts(faults)).isEqualTo(each.texts("faults"));
  }

  static Stream<ObjectCases.Case> legacy() {
    return ObjectCases.table("normalized.json");
  }

  @ParameterizedTest
  @MethodSource("legacy")
  void repairsBlocksOfTheOldSdk(ObjectCases.Case each) {
    assertThat(NormalizedBlocks.of(each.schema(), each.object("object")))
        .isEqualTo(each.object("normalized"));
  }

  static Stream<ObjectCases.Case> replacements() {
    return ObjectCases.table("replace.json");
  }

  @ParameterizedTest
  @MethodSource("replacements")
  void keepsReplacePathsOfRealDifferences(ObjectCases.Case each) {
    ReplacePaths.Filtered filtered =
        ReplacePaths.filter(
            each.schema(), each.paths("requires"), each.object("prior"), each.object("planned"));
    assertThat(filtered.paths()).isEqualTo(each.paths("kept"));
    assertThat(filtered.invalid()).isEqualTo(each.paths("invalid"));
  }

  static Stream<ObjectCases.Case> ignored() {
    return ObjectCases.table("ignored.json");
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void ignoresChanges(ObjectCases.Case each) {
    Value result =
        IgnoredChanges.apply(each.paths("ignore"), each.object("prior"), each.object("config"));
    assertThat(result).isEqualTo(each.object("result"));
  }

  static Stream<ObjectCases.Case> sensitive() {
    return ObjectCases.table("sensitive.json");
  }

  @ParameterizedTest
  @MethodSource("sensitive")
  void knowsWhatIsSensitive(ObjectCases.Case each) {
    Value object = each.object("object");
    List<Path> bySchema = SensitivePaths.bySchema(each.schema(), object);
    assertThat(bySchema).isEqualTo(each.paths("paths"));
    Value marked = SensitivePaths.markBySchema(each.schema(), object);
    assertThat(marked).isEqualTo(each.object("marked"));
    List<Path> byMarks = SensitivePaths.byMarks(marked);
    assertThat(SensitivePaths.mark(object, byMarks)).isEqualTo(marked);
  }
}
