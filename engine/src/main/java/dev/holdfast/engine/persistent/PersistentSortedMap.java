package dev.holdfast.engine.persistent;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// An immutable map in the natural order of its keys. A changed copy costs O(log n) time and memory
/// and shares everything else with the original, so that a million versions of a large map are
/// cheap. Neither keys nor values are null.
///
/// The methods of [Map] that would change it are not supported; [#with] and [#without] give a
/// changed copy. Parts ([#headMap] and the like) are maps of their own and cost O(log n).
@SuppressWarnings("JdkObsolete") // a navigable map would be twenty methods that nobody calls
public final class PersistentSortedMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {
  private static final PersistentSortedMap<?, ?> EMPTY =
      new PersistentSortedMap<String, String>(null);

  private final @Nullable Node<K, V> root;

  private PersistentSortedMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  public static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> empty() {
    return (PersistentSortedMap<K, V>) EMPTY;
  }

  /// A map of entries that come in the order of their keys, each key once. Linear time.
  ///
  /// @throws IllegalArgumentException if they do not
  public static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> ofOrdered(
      List<? extends Map.Entry<K, V>> entries) {
    for (int index = 1; index < entries.size(); index++) {
      if (entries.get(index - 1).getKey().compareTo(entries.get(index).getKey()) >= 0) {
        throw new IllegalArgumentException(
            "out of order: "
                + entries.get(index - 1).getKey()
                + ", "
                + entries.get(index).getKey());
      }
    }
    return of(build(entries, 0, entries.size()));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> build(
      List<? extends Map.Entry<K, V>> entries, int from, int to) {
    if (from >= to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    Map.Entry<K, V> entry = entries.get(middle);
    return new Node<>(
        build(entries, from, middle),
        entry.getKey(),
        entry.getValue(),
        build(entries, middle + 1, to));
  }

  private static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> of(
      @Nullable Node<K, V> root) {
    return root == null ? empty() : new PersistentSortedMap<>(root);
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged tree is the same tree
  private PersistentSortedMap<K, V> changed(@Nullable Node<K, V> newRoot) {
    return newRoot == root ? this : of(newRoot);
  }

  /// The map with the value in place of any other of the key.
  public PersistentSortedMap<K, V> with(K key, V value) {
    return changed(Node.put(root, key, value));
  }

  /// The map without the key; the same map where it does not have it.
  public PersistentSortedMap<K, V> without(K key) {
    return changed(Node.remove(root, key));
  }

  @Override
  public int size() {
    return Node.size(root);
  }

  @Override
  @SuppressWarnings("unchecked") // a key of another type is a mistake of the caller, as in TreeMap
  public @Nullable V get(@Nullable Object key) {
    Node<K, V> found = key == null ? null : Node.find(root, (K) key);
    return found == null ? null : found.value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return null;
  }

  @Override
  public PersistentSortedMap<K, V> subMap(K from, K to) {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException("the range ends before it starts");
    }
    return tailMap(from).headMap(to);
  }

  @Override
  public PersistentSortedMap<K, V> headMap(K to) {
    return changed(Node.below(root, to));
  }

  @Override
  public PersistentSortedMap<K, V> tailMap(K from) {
    return changed(Node.from(root, from));
  }

  @Override
  public K firstKey() {
    if (root == null) {
      throw new NoSuchElementException("the map is empty");
    }
    return Node.first(root).key;
  }

  @Override
  public K lastKey() {
    if (root == null) {
      throw new NoSuchElementException("the map is empty");
    }
    return Node.last(root).key;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return PersistentSortedMap.this.size();
      }

      @Override
      public Iterator<Entry<K, V>> iterator() {
        return new InOrder<>(root);
      }
    };
  }

  /// Constant time for maps that share everything, else linear.
  @Override
  @SuppressWarnings("ReferenceEquality") // only a short cut
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PersistentSortedMap<?, ?> that && that.root == root)
        || super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /// Whether the tree inside is balanced and ordered.
  boolean isSound() {
    return root == null || root.isSound();
  }

  /// Goes through a tree with a stack as deep as the tree.
  private static final class InOrder<K extends Comparable<? super K>, V>
      implements Iterator<Entry<K, V>> {
    private final Deque<Node<K, V>> open = new ArrayDeque<>();

    InOrder(@Nullable Node<K, V> root) {
      descend(root);
    }

    private void descend(@Nullable Node<K, V> tree) {
      for (Node<K, V> at = tree; at != null; at = at.left) {
        open.push(at);
      }
    }

    @Override
    public boolean hasNext() {
      return !open.isEmpty();
    }

    @Override
    public Entry<K, V> next() {
      Node<K, V> node = open.pop();
      descend(node.right);
      return node;
    }
  }
}
