package dev.holdfast.engine.testing;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A provider for one object of a test. It makes the object up where the test says so, and lets the
/// real provider work otherwise.
///
/// Made-up objects are marked in their private data. So one is never shown to the real provider,
/// and a real one is never taken for made up: whatever a later run of the file mocks or overrides,
/// what was really made is really destroyed.
///
/// @param real not configured where the provider as a whole is mocked
/// @param mocked whether the provider as a whole is mocked
/// @param madeUp whether this object is made up: by a mocked provider or an override
/// @param given the values that the test gives
/// @param duringPlan whether computed values are known while planning
record StandIn(
    Provider real,
    boolean mocked,
    boolean madeUp,
    Map<String, Value> given,
    boolean duringPlan,
    long seed)
    implements Provider {

  private static final PrivateData MARK =
      new PrivateData("holdfast.test.made-up".getBytes(StandardCharsets.UTF_8));

  @Override
  public ProviderSchema schema() {
    return real.schema();
  }

  @Override
  public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    return real.validateResource(type, configuration);
  }

  @Override
  public List<ProviderDiagnostic> validateDataSource(String type, Value configuration) {
    return real.validateDataSource(type, configuration);
  }

  @Override
  public List<ProviderDiagnostic> validateEphemeral(String type, Value configuration) {
    return real.validateEphemeral(type, configuration);
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    return real.upgradeState(request);
  }

  @Override
  public Responses.UpgradeIdentity upgradeIdentity(Requests.UpgradeIdentity request) {
    return real.upgradeIdentity(request);
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    if (isMarked(request.privateData())) {
      // Once nothing is made up any more the object was never there.
      Value current = madeUp ? request.current() : Value.nullOf(request.current().type());
      return new Responses.Read(current, request.privateData(), request.identity(), List.of());
    }
    return mocked
        ? new Responses.Read(
            request.current(), request.privateData(), request.identity(), List.of())
        : real.read(request);
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    if (!isPretended(request.prior(), request.priorPrivate())) {
      return real.plan(request);
    }
    PrivateData mark = request.prior().isNull() ? MARK : request.priorPrivate();
    if (request.proposed().isNull()) {
      return new Responses.Plan(request.proposed(), List.of(), mark, false, List.of());
    }
    MockedObject object = new MockedObject(seed, duringPlan);
    Value planned =
        object.make(
            block(schema().resources().get(request.type())),
            request.configuration(),
            request.proposed(),
            given);
    return new Responses.Plan(
        planned, List.of(), mark, request.priorIdentity(), false, object.diagnostics());
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    boolean marked = isMarked(request.plannedPrivate());
    if (!marked && !mocked) {
      return real.apply(request);
    }
    if (!request.planned().isNull()) {
      MockedObject object = new MockedObject(seed, true);
      Value after =
          object.make(
              block(schema().resources().get(request.type())),
              request.configuration(),
              request.planned(),
              given);
      return new Responses.Apply(after, request.plannedPrivate(), null, false, List.of());
    }
    if (marked) {
      return new Responses.Apply(request.planned(), MARK, false, List.of());
    }
    return new Responses.Apply(
        request.prior(),
        request.plannedPrivate(),
        false,
        List.of(
            ProviderDiagnostic.error(
                "A mocked provider cannot destroy a real object",
                "An earlier run made this object with the real provider, but the last run that uses"
                    + " its state mocks the provider. Give the runs different state keys.")));
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    if (!madeUp) {
      return real.readData(request);
    }
    MockedObject object = new MockedObject(seed, true);
    Value result =
        object.make(
            block(schema().dataSources().get(request.type())),
            request.configuration(),
            request.configuration(),
            given);
    return new Responses.ReadData(result, object.diagnostics());
  }

  @Override
  public Responses.Open open(Requests.Open request) {
    if (!mocked) {
      return real.open(request);
    }
    MockedObject object = new MockedObject(seed, true);
    Value result =
        object.make(
            block(schema().ephemeralResources().get(request.type())),
            request.configuration(),
            request.configuration(),
            given);
    return new Responses.Open(result, MARK, null, object.diagnostics());
  }

  @Override
  public Responses.Renew renew(String type, PrivateData privateData) {
    return isMarked(privateData)
        ? new Responses.Renew(privateData, null, List.of())
        : real.renew(type, privateData);
  }

  @Override
  public List<ProviderDiagnostic> closeEphemeral(String type, PrivateData privateData) {
    return isMarked(privateData) ? List.of() : real.closeEphemeral(type, privateData);
  }

  @Override
  public Responses.Import importState(Requests.Import request) {
    if (!mocked) {
      return real.importState(request);
    }
    return new Responses.Import(
        List.of(),
        List.of(
            ProviderDiagnostic.error(
                "Nothing to import from a mocked provider",
                "A mocked provider has no objects that could be taken over. Override the resource"
                    + " without the import, or use the real provider.")));
  }

  @Override
  public Responses.Move moveState(Requests.Move request) {
    return real.moveState(request);
  }

  @Override
  public Responses.Call call(Requests.Call request) {
    return real.call(request);
  }

  @Override
  public int parallelism() {
    return real.parallelism();
  }

  @Override
  public boolean keepsOnlyState() {
    return real.keepsOnlyState();
  }

  @Override
  public void stop() {
    real.stop();
  }

  private boolean isPretended(Value prior, PrivateData privateData) {
    return mocked || (prior.isNull() ? madeUp : isMarked(privateData));
  }

  private static boolean isMarked(PrivateData privateData) {
    return privateData.equals(MARK);
  }

  private static Block block(@Nullable ResourceSchema schema) {
    return Objects.requireNonNull(schema, "a type that the provider does not offer").block();
  }
}
