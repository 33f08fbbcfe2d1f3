package dev.holdfast.engine.provisioner;

import dev.holdfast.engine.schema.Block;
import java.util.List;
import java.util.Optional;

/// The provisioners that there are.
public interface Provisioners {

  /// Knows no provisioner.
  Provisioners NONE =
      new Provisioners() {
        @Override
        public Optional<ProvisionerKind> find(String type) {
          return Optional.empty();
        }

        @Override
        public List<String> types() {
          return List.of();
        }

        @Override
        public Block connection() {
          return Block.EMPTY;
        }
      };

  /// The provisioner of a type.
  Optional<ProvisionerKind> find(String type);

  /// The types that there are.
  List<String> types();

  /// The arguments of a `connection` block. None is required: what a resource's block leaves out a
  /// provisioner's own block may add.
  Block connection();
}
