package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import org.jspecify.annotations.Nullable;

/// What a name in an expression stands for, within one module.
public sealed interface ReferenceTarget {

  /// `var.NAME`
  record VariableValue(String name) implements ReferenceTarget {
    @Override
    public String toString() {
      return "var." + name;
    }
  }

  /// `local.NAME`
  record LocalValue(String name) implements ReferenceTarget {
    @Override
    public String toString() {
      return "local." + name;
    }
  }

  /// `module.CALL`, `module.CALL[KEY]`, or one output of it.
  ///
  /// @param key none when no key is written, or when it is not constant
  /// @param output null when the reference is to all outputs
  record ModuleValue(String call, InstanceKey key, @Nullable String output)
      implements ReferenceTarget {
    @Override
    public String toString() {
      return "module." + call + key + (output == null ? "" : "." + output);
    }
  }

  /// A managed resource, data source or ephemeral resource, or one instance of it.
  ///
  /// @param key none when no key is written, or when it is not constant
  record ResourceValue(ResourceAddress resource, InstanceKey key) implements ReferenceTarget {
    @Override
    public String toString() {
      return resource.toString() + key;
    }
  }

  /// `path.module`, `path.root` or `path.cwd`
  record PathValue(String name) implements ReferenceTarget {
    @Override
    public String toString() {
      return "path." + name;
    }
  }

  /// `terraform.workspace` or `tofu.workspace`, and `terraform.applying`
  record EngineValue(String name) implements ReferenceTarget {
    @Override
    public String toString() {
      return "terraform." + name;
    }
  }

  /// `count.index`
  record CountIndex() implements ReferenceTarget {
    @Override
    public String toString() {
      return "count.index";
    }
  }

  /// `each.key`
  record EachKey() implements ReferenceTarget {
    @Override
    public String toString() {
      return "each.key";
    }
  }

  /// `each.value`
  record EachValue() implements ReferenceTarget {
    @Override
    public String toString() {
      return "each.value";
    }
  }

  /// `self`
  record Self() implements ReferenceTarget {
    @Override
    public String toString() {
      return "self";
    }
  }

  /// `output.NAME` or `run.NAME`, which only test files may use.
  ///
  /// @param root `output` or `run`
  record TestValue(String root, String name) implements ReferenceTarget {
    @Override
    public String toString() {
      return root + "." + name;
    }
  }

  /// As it is written in the configuration.
  @Override
  String toString();
}
