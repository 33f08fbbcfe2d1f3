package dev.holdfast.backends.pg;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// States in a table.
record PgBackend(PgAddress address, PgTables tables, BackendEnvironment environment)
    implements Backend {

  @Override
  public boolean hasWorkspaces() {
    return true;
  }

  @Override
  public SortedSet<String> workspaces() throws StateUnavailableException {
    SortedSet<String> names = new TreeSet<>();
    names.add(DEFAULT_WORKSPACE);
    try (Connection connection = address.connect();
        Statement query = connection.createStatement()) {
      if (tables.exist(connection)) {
        try (ResultSet rows = query.executeQuery("SELECT name FROM " + tables.states())) {
          while (rows.next()) {
            names.add(rows.getString(1));
          }
        }
      }
      return names;
    } catch (SQLException fault) {
      throw unavailable("Workspaces cannot be listed", fault);
    }
  }

  @Override
  public void create(String workspace) throws StateUnavailableException {
    try (Connection connection = address.connect()) {
      tables.prepare(connection);
      if (!place(workspace).createRow(connection)) {
        throw new SQLException("somebody else is making a workspace at this moment; try again");
      }
    } catch (SQLException fault) {
      throw unavailable("Workspace cannot be made", fault);
    }
  }

  private PgPlace place(String workspace) {
    return new PgPlace(address, tables, workspace, environment.settings());
  }

  @Override
  public StateStore store(String workspace) {
    return environment.remote(place(workspace), workspace);
  }

  @Override
  public void delete(String workspace) throws StateLockedException, StateUnavailableException {
    // Nobody may be at work with what is about to go.
    try (StateSession _ = store(workspace).open(LockRequest.of("workspace delete"));
        Connection connection = address.connect()) {
      place(workspace).deleteRow(connection);
    } catch (SQLException fault) {
      throw unavailable("Workspace cannot be deleted", fault);
    }
  }

  private StateUnavailableException unavailable(String summary, SQLException fault) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                summary,
                "The database %s: %s."
                    .formatted(address.shown(), PgFault.of(fault).getMessage()))));
  }
}
