package dev.holdfast.hosts.operation;

/// A user or group as a host knows it.
///
/// @param name its name, or its number again where no name is known
/// @param number its number
public record Ownership(String name, long number) {

  /// Whether this is the one the user means, who may give a name or a number.
  public boolean is(String nameOrNumber) {
    return name.equals(nameOrNumber) || Long.toString(number).equals(nameOrNumber);
  }

  static Ownership of(String name, String number) {
    return new Ownership(name.equals("UNKNOWN") ? number : name, Long.parseLong(number));
  }

  @Override
  public String toString() {
    return name;
  }
}
