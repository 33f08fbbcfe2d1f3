package dev.holdfast.engine.persistent;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node of a weight-balanced search tree, and the algorithms on whole trees. A tree is a node or
/// null, which is the empty tree.
///
/// Balance (Hirai and Yamamoto, "Balancing weight-balanced trees", 2011, parameters 3 and 2): of
/// two sibling trees neither weighs more than three times the other, where the weight of a tree is
/// its size plus one. So a tree of n entries is O(log n) deep.
final class Node<K extends Comparable<? super K>, V> implements Map.Entry<K, V> {
  private static final int DELTA = 3;
  private static final int GAMMA = 2;

  final K key;
  final V value;
  final @Nullable Node<K, V> left;
  final @Nullable Node<K, V> right;
  final int size;

  Node(@Nullable Node<K, V> left, K key, V value, @Nullable Node<K, V> right) {
    this.key = key;
    this.value = value;
    this.left = left;
    this.right = right;
    this.size = size(left) + size(right) + 1;
  }

  static int size(@Nullable Node<?, ?> tree) {
    return tree == null ? 0 : tree.size;
  }

  static <K extends Comparable<? super K>, V> @Nullable Node<K, V> find(
      @Nullable Node<K, V> tree, K key) {
    Node<K, V> at = tree;
    while (at != null) {
      int order = key.compareTo(at.key);
      if (order == 0) {
        return at;
      }
      at = order < 0 ? at.left : at.right;
    }
    return null;
  }

  /// The tree with the entry; the same tree where it has that very value already.
  @SuppressWarnings("ReferenceEquality") // what did not change is shared
  static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> tree, K key, V value) {
    if (tree == null) {
      return new Node<>(null, key, value, null);
    }
    int order = key.compareTo(tree.key);
    if (order == 0) {
      return tree.value == value ? tree : new Node<>(tree.left, tree.key, value, tree.right);
    }
    if (order < 0) {
      Node<K, V> changed = put(tree.left, key, value);
      return changed == tree.left ? tree : balance(changed, tree, tree.right);
    }
    Node<K, V> changed = put(tree.right, key, value);
    return changed == tree.right ? tree : balance(tree.left, tree, changed);
  }

  /// The tree without the key; the same tree where it does not have it.
  @SuppressWarnings("ReferenceEquality") // what did not change is shared
  static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> tree, K key) {
    if (tree == null) {
      return null;
    }
    int order = key.compareTo(tree.key);
    if (order == 0) {
      return glue(tree.left, tree.right);
    }
    if (order < 0) {
      Node<K, V> changed = remove(tree.left, key);
      return changed == tree.left ? tree : balance(changed, tree, tree.right);
    }
    Node<K, V> changed = remove(tree.right, key);
    return changed == tree.right ? tree : balance(tree.left, tree, changed);
  }

  /// The entries whose keys are less than the bound.
  static <K extends Comparable<? super K>, V> @Nullable Node<K, V> below(
      @Nullable Node<K, V> tree, K bound) {
    if (tree == null) {
      return null;
    }
    return tree.key.compareTo(bound) < 0
        ? join(tree.left, tree, below(tree.right, bound))
        : below(tree.left, bound);
  }

  /// The entries whose keys are equal to the bound or greater.
  static <K extends Comparable<? super K>, V> @Nullable Node<K, V> from(
      @Nullable Node<K, V> tree, K bound) {
    if (tree == null) {
      return null;
    }
    return tree.key.compareTo(bound) >= 0
        ? join(from(tree.left, bound), tree, tree.right)
        : from(tree.right, bound);
  }

  /// A tree of all entries of both, with the entry of the middle between them; of any sizes.
  private static <K extends Comparable<? super K>, V> Node<K, V> join(
      @Nullable Node<K, V> left, Node<K, V> middle, @Nullable Node<K, V> right) {
    if (left == null) {
      return putFirst(right, middle);
    }
    if (right == null) {
      return putLast(left, middle);
    }
    if (isTooHeavy(right, left)) {
      return balance(join(left, middle, right.left), right, right.right);
    }
    if (isTooHeavy(left, right)) {
      return balance(left.left, left, join(left.right, middle, right));
    }
    return new Node<>(left, middle.key, middle.value, right);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> putFirst(
      @Nullable Node<K, V> tree, Node<K, V> entry) {
    return tree == null
        ? new Node<>(null, entry.key, entry.value, null)
        : balance(putFirst(tree.left, entry), tree, tree.right);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> putLast(
      @Nullable Node<K, V> tree, Node<K, V> entry) {
    return tree == null
        ? new Node<>(null, entry.key, entry.value, null)
        : balance(tree.left, tree, putLast(tree.right, entry));
  }

  /// A tree of the entries of two siblings.
  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> glue(
      @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    if (left.size > right.size) {
      Node<K, V> last = last(left);
      return balance(withoutLast(left), last, right);
    }
    Node<K, V> first = first(right);
    return balance(left, first, withoutFirst(right));
  }

  static <K extends Comparable<? super K>, V> Node<K, V> first(Node<K, V> tree) {
    Node<K, V> at = tree;
    for (Node<K, V> next = at.left; next != null; next = at.left) {
      at = next;
    }
    return at;
  }

  static <K extends Comparable<? super K>, V> Node<K, V> last(Node<K, V> tree) {
    Node<K, V> at = tree;
    for (Node<K, V> next = at.right; next != null; next = at.right) {
      at = next;
    }
    return at;
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> withoutFirst(
      Node<K, V> tree) {
    return tree.left == null ? tree.right : balance(withoutFirst(tree.left), tree, tree.right);
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> withoutLast(
      Node<K, V> tree) {
    return tree.right == null ? tree.left : balance(tree.left, tree, withoutLast(tree.right));
  }

  /// A node of the entry over two trees of which one may have grown or shrunk by one entry.
  private static <K extends Comparable<? super K>, V> Node<K, V> balance(
      @Nullable Node<K, V> left, Node<K, V> entry, @Nullable Node<K, V> right) {
    if (right != null && isTooHeavy(right, left)) {
      return rotateLeft(left, entry, right);
    }
    if (left != null && isTooHeavy(left, right)) {
      return rotateRight(left, entry, right);
    }
    return new Node<>(left, entry.key, entry.value, right);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> rotateLeft(
      @Nullable Node<K, V> left, Node<K, V> entry, Node<K, V> right) {
    Node<K, V> inner = right.left;
    if (inner == null || weight(inner) < GAMMA * weight(right.right)) {
      return new Node<>(
          new Node<>(left, entry.key, entry.value, inner), right.key, right.value, right.right);
    }
    return new Node<>(
        new Node<>(left, entry.key, entry.value, inner.left),
        inner.key,
        inner.value,
        new Node<>(inner.right, right.key, right.value, right.right));
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> rotateRight(
      Node<K, V> left, Node<K, V> entry, @Nullable Node<K, V> right) {
    Node<K, V> inner = left.right;
    if (inner == null || weight(inner) < GAMMA * weight(left.left)) {
      return new Node<>(
          left.left, left.key, left.value, new Node<>(inner, entry.key, entry.value, right));
    }
    return new Node<>(
        new Node<>(left.left, left.key, left.value, inner.left),
        inner.key,
        inner.value,
        new Node<>(inner.right, entry.key, entry.value, right));
  }

  private static int weight(@Nullable Node<?, ?> tree) {
    return size(tree) + 1;
  }

  private static boolean isTooHeavy(@Nullable Node<?, ?> tree, @Nullable Node<?, ?> sibling) {
    return weight(tree) > DELTA * weight(sibling);
  }

  /// Whether every node is in balance and in order: what the tests hold the algorithms to.
  boolean isSound() {
    boolean leftSound = left == null || (left.isSound() && last(left).key.compareTo(key) < 0);
    boolean rightSound = right == null || (right.isSound() && first(right).key.compareTo(key) > 0);
    return leftSound && rightSound && !isTooHeavy(left, right) && !isTooHeavy(right, left);
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public V setValue(V newValue) {
    throw new UnsupportedOperationException("entries of an immutable map do not change");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map.Entry<?, ?> that
        && key.equals(that.getKey())
        && value.equals(that.getValue());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(key) ^ Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
