package dev.holdfast.hcl.function;

import dev.holdfast.hcl.value.Value;
import java.util.Map;

/// Evaluates the template of a function call.
@FunctionalInterface
public interface TemplateEvaluator {

  /// The result of a template, which is not always a string: `${[1]}` alone keeps its type.
  ///
  /// @param source the text of the template
  /// @param name where the text is from, as diagnostics call it
  /// @param variables what the template can refer to, by name
  /// @throws FunctionFault if the template is faulty; its words name the place in it
  Value evaluate(String source, String name, Map<String, Value> variables, FunctionContext context)
      throws FunctionFault;
}
