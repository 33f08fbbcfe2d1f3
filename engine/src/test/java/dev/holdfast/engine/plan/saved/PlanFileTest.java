package dev.holdfast.engine.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Loading;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.encryption.Sealing;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final ProviderConfigurationAddress PROVIDER =
      ProviderConfigurationAddress.root(new ProviderSource("example.org", "acme", "x"));
  private static final ResourceSchema SCHEMA =
      new ResourceSchema(
          3,
          new Block(
              Map.of(
                  "any", Attribute.optional(Type.DYNAMIC, ""),
                  "id", Attribute.computed(Type.STRING, ""),
                  "net",
                      Attribute.nested(
                          new NestedAttributes(
                              Nesting.LIST, Map.of("ip", Attribute.required(Type.STRING, ""))),
                          false,
                          true,
                          false),
                  "password", Attribute.optional(Type.STRING, "").withSensitive()),
              Map.of(
                  "disk",
                  new NestedBlock(
                      Nesting.SET,
                      Block.of(Map.of("size", Attribute.optionalComputed(Type.NUMBER, ""))),
                      1,
                      4))),
          new IdentitySchema(
              2,
              Map.of(
                  "arn", IdentityAttribute.required(Type.STRING),
                  "region", IdentityAttribute.optional(Type.STRING))));
  private static final Value IDENTITY =
      Value.object(Map.of("arn", Value.of("arn:1"), "region", Value.of("west")));
  private static final Value UNKNOWN_IDENTITY =
      Value.object(Map.of("arn", Value.unknown(Type.STRING), "region", Value.of("west")));

  @TempDir private java.nio.file.Path folder;

  private java.nio.file.Path file() {
    return folder.resolve("out.plan");
  }

  private static ResourceInstanceAddress address(String name, InstanceKey key) {
    return new ResourceInstanceAddress(
        ModuleInstanceAddress.ROOT.child("m", InstanceKey.of("k")),
        ResourceAddress.managed("x_thing", name),
        key);
  }

  private static Value object(Value id) {
    return Value.object(
        Map.of(
            "any", Value.tuple(List.of(Value.of(1), Value.unknown(Type.BOOLEAN))),
            "id", id,
            "net", Value.list(Type.object(Map.of("ip", Type.STRING)), List.of()),
            "password", Value.of("hush").mark(Mark.SENSITIVE),
            "disk",
                Value.set(
                    Type.object(Map.of("size", Type.NUMBER)),
                    List.of(Value.object(Map.of("size", Value.of(7)))))));
  }

  private static State state(long serial) {
    StoredObject object =
        new StoredObject(
            StoredObject.Status.READY,
            RawJson.of("{\"id\":\"1\"}"),
            3,
            List.of(),
            PrivateData.NONE,
            List.of(),
            false,
            false);
    return State.empty("lineage")
        .withSerial(serial)
        .with(new StoredInstance(address("a", InstanceKey.none()), PROVIDER, object, Map.of()));
  }

  private static ResourceChange change(String name, Action action, Value before, Value after) {
    return new ResourceChange(
        address(name, InstanceKey.of(2)),
        address("old", InstanceKey.none()),
        action == Action.DELETE ? "0badcafe" : null,
        PROVIDER,
        SCHEMA,
        action,
        ActionReason.REPLACE_BY_REQUEST,
        before,
        after,
        List.of(Path.ROOT.attribute("disk"), Path.ROOT.attribute("net").index(0).attribute("ip")),
        new PrivateData(new byte[] {1, 2, -3}),
        List.of(
            new ConfigurationResourceAddress(
                ModulePath.ROOT.child("m"), ResourceAddress.managed("x_thing", "a"))),
        true,
        action == Action.CREATE ? null : IDENTITY,
        action == Action.DELETE ? null : UNKNOWN_IDENTITY,
        action == Action.CREATE
            ? Importing.byId("import-me").withGeneratedConfiguration("resource {}")
            : action == Action.DELETE ? Importing.byIdentity(IDENTITY) : null);
  }

  private static Plan plan() {
    Value nothing = Value.nullOf(SCHEMA.block().impliedType());
    Value unknown = object(Refinements.refine(Value.unknown(Type.STRING), Refinement.NOT_NULL));
    ActionGraph.Builder graph = new ActionGraph.Builder();
    int destroy = graph.add(new ActionGraph.Destroy(1));
    int join = graph.add(new ActionGraph.Join("all"));
    int apply = graph.add(new ActionGraph.Apply(0));
    graph.edge(destroy, join);
    graph.edge(join, apply);
    graph.edge(destroy, apply);
    return new Plan(
        PlanMode.REFRESH_ONLY,
        state(4),
        state(4).without(address("a", InstanceKey.none())),
        List.of(change("a", Action.UPDATE, object(Value.of("1")), object(Value.of("2")))),
        List.of(
            change("a", Action.CREATE, nothing, unknown),
            change("b", Action.DELETE, object(Value.of("1")), nothing)),
        List.of(
            new OutputChange(
                "o", Action.CREATE, Values.NULL, Value.of("secret").mark(Mark.SENSITIVE))),
        graph.build(),
        Map.of("v", Value.list(Type.NUMBER, List.of(Value.of(1)))),
        List.of(),
        NOON,
        List.of(
            new Deferral(
                TargetAddress.of(address("c", InstanceKey.none())), "count", List.of("x.a")),
            new Deferral(
                TargetAddress.of(ModuleInstanceAddress.ROOT.child("m", InstanceKey.none())),
                "",
                List.of())));
  }

  private static ConfigurationSnapshot nothing() {
    return new ConfigurationSnapshot(
        java.nio.file.Path.of("/work"), java.nio.file.Path.of(""), new TreeMap<>());
  }

  private SavedPlan writtenAndRead() throws PlanFileException {
    PlanFile.write(file(), plan(), nothing(), "default", "0.1.0", Sealing.NONE);
    return PlanFile.read(file(), Sealing.NONE);
  }

  @Test
  void readsBackWhatItWrites() throws Exception {
    Plan plan = plan();
    try (SavedPlan saved = writtenAndRead()) {
      Plan read = saved.plan();
      assertThat(read.mode()).isEqualTo(plan.mode());
      assertThat(read.createdAt()).isEqualTo(NOON);
      assertThat(read.variables()).isEqualTo(plan.variables());
      assertThat(read.drift()).isEqualTo(plan.drift());
      assertThat(read.changes()).isEqualTo(plan.changes());
      assertThat(read.outputs()).isEqualTo(plan.outputs());
      assertThat(read.deferred()).isEqualTo(plan.deferred());
      assertThat(read.recorded().sameContent(plan.recorded())).isTrue();
      assertThat(read.prior().sameContent(plan.prior())).isTrue();
      assertThat(read.graph().steps()).isEqualTo(plan.graph().steps());
      assertThat(read.graph().predecessorCounts()).containsExactly(0, 1, 2);
      assertThat(read.graph().successors(0)).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    Files.createFile(
        file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-r--")));
    PlanFile.write(file(), plan(), nothing(), "default", "0.1.0", Sealing.NONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
  }

  @Test
  void holdsTheConfigurationItWasMadeFrom() throws Exception {
    java.nio.file.Path project = folder.resolve("project");
    Files.createDirectories(project.resolve("root"));
    Files.createDirectories(project.resolve("shared"));
    Files.writeString(
        project.resolve("root/main.tf"), "module \"m\" {\n  source = \"../shared\"\n}\n");
    Files.writeString(project.resolve("shared/main.tf"), "output \"o\" {\n  value = 1\n}\n");
    java.nio.file.Path root = project.resolve("root");
    Configuration configuration = Loading.loadWell(root);
    PlanFile.write(
        file(),
        plan(),
        ConfigurationSnapshot.of(root, configuration, root.resolve("none")),
        "default",
        "0.1.0",
        Sealing.NONE);
    Files.writeString(root.resolve("main.tf"), "this was changed meanwhile");
    try (SavedPlan saved = PlanFile.read(file(), Sealing.NONE)) {
      Configuration snapshot = Loading.loadWell(saved.configurationDirectory());
      assertThat(snapshot.modules()).hasSameSizeAs(configuration.modules());
      assertThat(snapshot.sources().keySet()).isEqualTo(configuration.sources().keySet());
    }
  }

  @Test
  void isStaleOnceTheStateHasChanged() throws Exception {
    try (SavedPlan saved = writtenAndRead()) {
      assertThat(saved.stale(state(4))).isEmpty();
      assertThat(saved.stale(state(5))).isPresent();
      assertThat(saved.stale(state(4).withLineage("other"))).isPresent();
      assertThat(saved.stale(state(4).without(address("a", InstanceKey.none())))).isPresent();
      assertThat(saved.stale(null).orElseThrow().summary()).isEqualTo("Saved plan is stale");
    }
  }

  @Test
  void isNotStaleWhileThereIsNoStateYet() throws Exception {
    Plan full = plan();
    State empty = State.empty("made up for the plan");
    Plan first =
        new Plan(
            PlanMode.NORMAL,
            empty,
            empty,
            List.of(),
            full.changes(),
            List.of(),
            full.graph(),
            Map.of(),
            List.of(),
            NOON);
    PlanFile.write(file(), first, nothing(), "default", "0.1.0", Sealing.NONE);
    try (SavedPlan saved = PlanFile.read(file(), Sealing.NONE)) {
      assertThat(saved.stale(null)).isEmpty();
      assertThat(saved.stale(State.empty("made up for the apply"))).isEmpty();
      assertThat(saved.stale(state(1))).isPresent();
    }
  }

  private void refuses(String summary) {
    assertThatThrownBy(() -> PlanFile.read(file(), Sealing.NONE))
        .isInstanceOfSatisfying(
            PlanFileException.class,
            fault -> {
              assertThat(fault.diagnostic().summary()).isEqualTo(summary);
              assertThat(fault.diagnostic().detail()).contains(file().toString());
            });
  }

  @Test
  void refusesWhatIsNoPlan() throws Exception {
    refuses("Plan cannot be read");
    Files.writeString(file(), "resource \"a\" \"b\" {}");
    refuses("File is not a plan");
    archive("readme.txt", "hello");
    refuses("File is not a plan");
    archive("tfplan", "protobuf");
    refuses("Plan is of another program");
    archive(".holdfast-plan/header.json", "{\"format\":2,\"version\":\"9.0.0\"}");
    refuses("Plan is of another version");
    archive(".holdfast-plan/header.json", "{\"format\":1,\"version\":\"0.1.0\"}");
    refuses("Plan file is damaged");
  }

  private void archive(String entry, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(file());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusesAPlanThatWasCutOffOrDamaged() throws Exception {
    PlanFile.write(file(), plan(), nothing(), "default", "0.1.0", Sealing.NONE);
    byte[] whole = Files.readAllBytes(file());
    for (int end = 0; end < whole.length; end += 7) {
      Files.write(file(), Arrays.copyOf(whole, end));
      assertThatThrownBy(() -> PlanFile.read(file(), Sealing.NONE))
          .isInstanceOf(PlanFileException.class);
    }
    int plan = new String(whole, StandardCharsets.ISO_8859_1).indexOf("plan.json");
    byte[] damaged = whole.clone();
    damaged[plan + 60] ^= 0x55;
    Files.write(file(), damaged);
    refuses("Plan file is damaged");
  }
}
