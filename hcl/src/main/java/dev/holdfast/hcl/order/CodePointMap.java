package dev.holdfast.hcl.order;

import static dev.holdfast.hcl.order.CodePointOrder.CODE_POINT_ORDER;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An immutable map with text keys in code point order, held in two arrays: two words an entry, and
/// a lookup by binary search. Maps made from one another by [#mapValues] share their keys.
@SuppressWarnings("JdkObsolete") // nobody here needs the twenty more methods of NavigableMap
public final class CodePointMap<V> extends AbstractMap<String, V> implements SortedMap<String, V> {
  private static final CodePointMap<?> EMPTY = new CodePointMap<>(new String[0], new Object[0]);

  private final String[] keys;
  private final Object[] values;

  private CodePointMap(String[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  public static <V> CodePointMap<V> empty() {
    return (CodePointMap<V>) EMPTY;
  }

  /// The same entries in code point order. Costs nothing if the map is such a map already, linear
  /// time if its keys come in order, and a sort otherwise.
  @SuppressWarnings("unchecked") // an immutable map of a subtype is a map of the type
  public static <V> CodePointMap<V> copyOf(Map<String, ? extends V> map) {
    if (map instanceof CodePointMap<?> same) {
      return (CodePointMap<V>) same;
    }
    if (map.isEmpty()) {
      return empty();
    }
    String[] keys = new String[map.size()];
    Object[] values = new Object[keys.length];
    int count = 0;
    boolean ordered = true;
    for (Map.Entry<String, ? extends V> entry : map.entrySet()) {
      keys[count] = Objects.requireNonNull(entry.getKey());
      values[count] = Objects.requireNonNull(entry.getValue());
      ordered &= count == 0 || CODE_POINT_ORDER.compare(keys[count - 1], keys[count]) < 0;
      count++;
    }
    if (ordered && count == keys.length) {
      return new CodePointMap<>(keys, values);
    }
    TreeMap<String, Object> sorted = new TreeMap<>(CODE_POINT_ORDER);
    for (int index = 0; index < count; index++) {
      sorted.put(keys[index], values[index]);
    }
    return new CodePointMap<>(sorted.keySet().toArray(String[]::new), sorted.values().toArray());
  }

  /// The same keys with other values, computed in the order of the keys.
  public <W> CodePointMap<W> mapValues(Function<? super V, ? extends W> change) {
    Object[] changed = new Object[values.length];
    for (int index = 0; index < changed.length; index++) {
      changed[index] = Objects.requireNonNull(change.apply(valueAt(index)));
    }
    return new CodePointMap<>(keys, changed);
  }

  /// Whether the other map has exactly the same keys.
  public boolean hasSameKeys(CodePointMap<?> other) {
    return Arrays.equals(keys, other.keys);
  }

  /// The key at a position in the order.
  public String keyAt(int index) {
    return keys[index];
  }

  /// The value at a position in the order of the keys.
  @SuppressWarnings("unchecked") // only values of this type are put in
  public V valueAt(int index) {
    return (V) values[index];
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : valueAt(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  private int indexOf(@Nullable Object key) {
    return key instanceof String text ? Arrays.binarySearch(keys, text, CODE_POINT_ORDER) : -1;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    for (int index = 0; index < keys.length; index++) {
      action.accept(keys[index], valueAt(index));
    }
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Entry<String, V>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < keys.length;
          }

          @Override
          public Entry<String, V> next() {
            if (next >= keys.length) {
              throw new NoSuchElementException();
            }
            int index = next++;
            return Map.entry(keys[index], valueAt(index));
          }
        };
      }
    };
  }

  @Override
  public Collection<V> values() {
    return new AbstractList<>() {
      @Override
      public V get(int index) {
        return valueAt(index);
      }

      @Override
      public int size() {
        return keys.length;
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof CodePointMap<?> that
            ? Arrays.equals(keys, that.keys) && Arrays.equals(values, that.values)
            : super.equals(other));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Comparator<? super String> comparator() {
    return CODE_POINT_ORDER;
  }

  @Override
  public SortedMap<String, V> subMap(String from, String to) {
    if (CODE_POINT_ORDER.compare(from, to) > 0) {
      throw new IllegalArgumentException("the range ends before it starts");
    }
    return range(position(from), position(to));
  }

  @Override
  public SortedMap<String, V> headMap(String to) {
    return range(0, position(to));
  }

  @Override
  public SortedMap<String, V> tailMap(String from) {
    return range(position(from), keys.length);
  }

  private CodePointMap<V> range(int from, int to) {
    return new CodePointMap<>(
        Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
  }

  /// Where the key is or would be.
  private int position(String key) {
    int found = indexOf(key);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public String firstKey() {
    if (keys.length == 0) {
      throw new NoSuchElementException();
    }
    return keys[0];
  }

  @Override
  public String lastKey() {
    if (keys.length == 0) {
      throw new NoSuchElementException();
    }
    return keys[keys.length - 1];
  }
}
