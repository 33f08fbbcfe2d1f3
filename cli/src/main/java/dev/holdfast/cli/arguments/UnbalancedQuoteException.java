package dev.holdfast.cli.arguments;

/// A quote in a line of words is never closed.
final class UnbalancedQuoteException extends Exception {
  private static final long serialVersionUID = 1L;

  UnbalancedQuoteException(String text) {
    super("a quote is never closed in: " + text);
  }
}
