package dev.holdfast.cli.completion;

import dev.holdfast.cli.completion.Candidates.Kind;
import dev.holdfast.cli.completion.Candidates.Word;
import java.util.List;
import java.util.Locale;

/// Completion for fish 3 and later, with the meaning of each word.
final class FishCompletion {
  private static final String FRAME =
      """
      # fish completion for @NAME@:
      #     @NAME@ completion fish >~/.config/fish/completions/@NAME@.fish

      function __@NAME@_commands
        switch $argv[1]
      @COMMANDS@  end
      end

      function __@NAME@_flags
        switch $argv[1]
      @FLAGS@  end
      end

      # What a value is: of a flag as in `plan -out=`, or of the arguments of a command.
      function __@NAME@_kind
        switch $argv[1]
      @KINDS@    case '*'
            echo anything
        end
      end

      function __@NAME@_values
        set -l prefix $argv[2]
        set -l current (string replace -- "$prefix" '' (commandline -ct))
        switch $argv[1]
          case file
            printf '%s\\n' $prefix(__fish_complete_path $current)
          case directory
            printf '%s\\n' $prefix(__fish_complete_directories $current '')
          case address
            printf '%s\\n' $prefix(@NAME@ state list 2>/dev/null)
          case workspace
            printf '%s\\n' $prefix(@NAME@ workspace list 2>/dev/null | tr -d '* ')
        end
      end

      function __@NAME@_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l route ''
        for word in $words[2..-1]
          string match -q -- '-*' $word; and continue
          contains -- $word (__@NAME@_commands $route | string replace -r '\\t.*' ''); or break
          set route (string trim -- "$route $word")
        end
        if string match -q -- '-*=*' $current
          set -l flag (string replace -r '=.*' '=' -- $current)
          __@NAME@_values (__@NAME@_kind "$route $flag") $flag
        else if string match -q -- '-*' $current
          __@NAME@_flags $route
        else
          __@NAME@_commands $route
          __@NAME@_values (__@NAME@_kind $route) ''
        end
      end

      complete -c @NAME@ -f -a '(__@NAME@_complete)'
      """;

  private FishCompletion() {}

  static String script(String name, List<Candidates> candidates) {
    StringBuilder commands = new StringBuilder();
    StringBuilder flags = new StringBuilder();
    StringBuilder kinds = new StringBuilder();
    for (Candidates each : candidates) {
      append(commands, each.path(), each.commands());
      append(flags, each.path(), each.flags());
      appendKind(kinds, each.path(), each.arguments());
      each.flags()
          .forEach(flag -> appendKind(kinds, each.path() + " " + flag.text(), flag.value()));
    }
    return FRAME
        .replace("@COMMANDS@", commands)
        .replace("@FLAGS@", flags)
        .replace("@KINDS@", kinds)
        .replace("@NAME@", name);
  }

  private static void append(StringBuilder text, String path, List<Word> words) {
    if (!words.isEmpty()) {
      text.append("    case '").append(path).append("'\n");
      for (Word word : words) {
        text.append("      printf '%s\\t%s\\n' ")
            .append(quoted(word.text()))
            .append(' ')
            .append(quoted(word.meaning()))
            .append('\n');
      }
    }
  }

  private static void appendKind(StringBuilder text, String what, Kind kind) {
    if (kind != Kind.ANYTHING) {
      text.append("    case '").append(what).append("'\n");
      text.append("      echo ").append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
