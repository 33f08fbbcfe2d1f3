package dev.holdfast.modules;

/// Is told what happens while modules are installed. Called by many threads.
public interface InstallationLog {

  /// A package begins to be fetched.
  ///
  /// @param source without credentials
  /// @param key of the call that needs it first
  void fetching(String source, String key);

  /// A module is there that was not there before, or that was fetched anew.
  ///
  /// @param directory relative to the root module
  void installed(String key, String directory);

  /// Another program installs modules here, which is waited for.
  void waiting();
}
