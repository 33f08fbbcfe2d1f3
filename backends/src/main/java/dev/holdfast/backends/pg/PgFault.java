package dev.holdfast.backends.pg;

import java.io.IOException;
import java.sql.SQLException;

/// Faults of the database in words.
final class PgFault {
  private PgFault() {}

  /// The fault as one of input and output, for the user.
  static IOException of(SQLException fault) {
    return new IOException(
        "PostgreSQL: " + String.valueOf(fault.getMessage()).strip().replaceAll("\\.$", ""), fault);
  }

  /// Whether the connection is gone, so that whatever it held is gone, too: a fault of the
  /// connection (SQLSTATE class 08), or the server is being shut down or has ended it (class 57P).
  static boolean isDisconnection(SQLException fault) {
    String state = String.valueOf(fault.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }
}
