package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How a project keeps its states and plans from who must not read them.
///
/// @param state for its own state, and everything that is made of it
/// @param plan for saved plans
/// @param remoteStates for the states of others, read by `terraform_remote_state`
public record StateEncryption(StateCodec state, Sealing plan, StateCodec remoteStates) {
  /// The variable that says more than the configuration, or something else.
  public static final String VARIABLE = "TF_ENCRYPTION";

  /// Everything in the clear.
  public static final StateEncryption NONE =
      new StateEncryption(StateCodec.plain(), Sealing.NONE, StateCodec.plain());

  /// What was read, and for messages the text of the variable.
  ///
  /// @param encryption to be used only without errors
  /// @param source the text of [#VARIABLE]; null where it is not set
  public record Read(StateEncryption encryption, @Nullable SourceFile source) {}

  /// What a configuration and the environment say together. No key is made yet: that takes its time
  /// and is done when something is encrypted or decrypted.
  ///
  /// @param block of the configuration; null where there is none
  /// @param variable the value of `TF_ENCRYPTION`, in either syntax; may be empty
  /// @param random for salts and nonces: where secrets depend on it, a source nobody can guess
  public static Read read(
      @Nullable Body block,
      String variable,
      EarlyScope scope,
      RandomGenerator random,
      Diagnostics diagnostics) {
    String text = variable.strip();
    if (block == null && text.isEmpty()) {
      return new Read(NONE, null);
    }
    EncryptionDeclarations declarations = new EncryptionDeclarations(diagnostics);
    if (block != null) {
      declarations.add(block);
    }
    SourceFile source = null;
    if (!text.isEmpty()) {
      source = SourceFile.of(VARIABLE, variable);
      Parsed<HclFile> parsed =
          text.startsWith("{") ? HclParser.parseJson(source) : HclParser.parseFile(source);
      diagnostics.addAll(parsed.diagnostics());
      declarations.add(parsed.tree().body());
    }
    return new Read(new EncryptionTargets(declarations, scope, random, diagnostics).read(), source);
  }
}
