package dev.holdfast.hosts.operation;

/// What starts and stops services on a host.
public enum ServiceManager {
  SYSTEMD {
    @Override
    String lookup() {
      return """
      export LC_ALL=C
      systemctl show -p LoadState -p ActiveState -p SubState -p UnitFileState -- "$n" || exit 1
      """;
    }

    @Override
    String functions() {
      // A service of the simple kind counts as started before its program has read anything: it is
      // looked at once more a moment later. A loop of restarts is "activating" for ever.
      // A unit of its own needs neither the init script beside it to be kept in step nor systemd to
      // load everything anew, which together take a hundred times as long as the link itself.
      return """
      export LC_ALL=C SYSTEMD_COLORS=0 SYSTEMD_PAGER=
      [ "$(systemctl show -p NeedDaemonReload --value -- "$n")" = no ] || systemctl daemon-reload
      has_unit() {
        case $(systemctl show -p FragmentPath --value -- "$n") in
          '' | /run/systemd/generator*) return 1 ;;
        esac
      }
      enable() {
        if has_unit; then
          SYSTEMCTL_SKIP_SYSV=1 systemctl -q --no-reload enable -- "$n"
        else
          systemctl -q enable -- "$n"
        fi
      }
      disable() { systemctl -q disable -- "$n"; }
      start() { systemctl -q reset-failed -- "$n" 2>/dev/null; systemctl start -- "$n"; }
      stop() { systemctl stop -- "$n"; }
      restart() { systemctl -q reset-failed -- "$n" 2>/dev/null; systemctl restart -- "$n"; }
      reload() { systemctl reload-or-restart -- "$n"; }
      settled() {
        for try in 1 2 3 4 5 6 7 8 9 10; do
          sleep 0.2
          case $(systemctl show -p ActiveState --value -- "$n") in
            active) return 0 ;;
            failed) return 1 ;;
          esac
        done
        [ "$(systemctl show -p Type --value -- "$n")" = oneshot ]
      }
      logs() {
        systemctl show -p ActiveState -p SubState -p Result -p ExecMainStatus -- "$n"
        journalctl -q -u "$n" -n 20 --no-pager -o cat
      }
      """;
    }
  },
  OPENRC {
    @Override
    String lookup() {
      return """
      [ -e "/etc/init.d/$n" ] && echo LoadState=loaded || echo LoadState=not-found
      rc-service "$n" status >/dev/null 2>&1 && echo ActiveState=active
      [ -e "/etc/runlevels/default/$n" ] && echo UnitFileState=enabled || echo UnitFileState=disabled
      """;
    }

    @Override
    String functions() {
      return """
      enable() { rc-update -q add "$n" default; }
      disable() { rc-update -q del "$n" default; }
      start() { rc-service "$n" start; }
      stop() { rc-service "$n" stop; }
      restart() { rc-service "$n" restart; }
      reload() { rc-service "$n" reload || rc-service "$n" restart; }
      settled() { sleep 0.2; rc-service "$n" status >/dev/null 2>&1; }
      """
          + FILE_LOGS;
    }
  },
  /// Scripts in `/etc/init.d` and links to them in the folders of the run levels.
  INIT_SCRIPTS {
    @Override
    String lookup() {
      return """
      [ -x "/etc/init.d/$n" ] && echo LoadState=loaded || echo LoadState=not-found
      [ ! -x "/etc/init.d/$n" ] || "/etc/init.d/$n" status >/dev/null 2>&1 && echo ActiveState=active
      echo UnitFileState=disabled
      for link in /etc/rc[2345].d/S[0-9][0-9]"$n"; do
        [ -e "$link" ] && echo UnitFileState=enabled && break
      done
      :
      """;
    }

    @Override
    String functions() {
      return """
      script=/etc/init.d/$n
      enable() { update-rc.d "$n" defaults >/dev/null && update-rc.d "$n" enable; }
      disable() { update-rc.d "$n" disable; }
      start() { "$script" start; }
      stop() { "$script" stop; }
      restart() { "$script" restart; }
      reload() { "$script" reload || "$script" restart; }
      settled() { sleep 0.2; "$script" status >/dev/null 2>&1; }
      """
          + FILE_LOGS;
    }
  };

  private static final String FILE_LOGS =
      """
      logs() {
        for f in "/var/log/$n.log" "/var/log/$n"/*.log; do
          [ -f "$f" ] && echo "$f:" && tail -n 10 "$f"
        done
        :
      }
      """;

  /// Prints LoadState, ActiveState, SubState and UnitFileState of the service `$n`, in the words of
  /// systemd.
  abstract String lookup();

  /// Defines enable, disable, start, stop, restart, reload, settled (whether it still runs after a
  /// moment) and logs (prints the last of them) for the service `$n`.
  abstract String functions();
}
