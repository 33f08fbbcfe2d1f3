package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.NUMBER;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Functions on numbers.
final class NumericFunctions implements Functions.Family {
  private static final int LONGEST_RANGE = 1024;
  private static final int LARGEST_BASE = 62;

  @Override
  public List<String> names() {
    return List.of(
        "abs", "ceil", "floor", "log", "max", "min", "parseint", "pow", "range", "signum");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "abs" -> unary(name, Number512::absolute);
      case "ceil" -> unary(name, Number512::ceiling);
      case "floor" -> unary(name, Number512::floor);
      case "signum" -> unary(name, number -> Number512.of(number.signum()));
      case "log" -> log();
      case "pow" -> power();
      case "max" -> extreme(name, (one, other) -> one.compareTo(other) >= 0 ? one : other);
      case "min" -> extreme(name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
      case "parseint" -> parseInteger();
      case "range" -> range();
      default -> null;
    };
  }

  private static Function unary(String name, UnaryOperator<Number512> operation) {
    return Signature.of(name)
        .takes("num", NUMBER)
        .returns(NUMBER, call -> Value.of(operation.apply(call.number(0))));
  }

  private static Function log() {
    return Signature.of("log")
        .takes("num", NUMBER)
        .takes("base", NUMBER)
        .returns(
            NUMBER,
            call -> {
              double result =
                  Math.log(call.number(0).doubleValue()) / Math.log(call.number(1).doubleValue());
              return ofDouble(result, "the logarithm is not a number");
            });
  }

  private static Function power() {
    return Signature.of("pow")
        .takes("num", NUMBER)
        .takes("power", NUMBER)
        .returns(
            NUMBER,
            call -> {
              double result = Math.pow(call.number(0).doubleValue(), call.number(1).doubleValue());
              return ofDouble(result, "the power is not a number");
            });
  }

  private static Value ofDouble(double result, String fault) throws FunctionFault {
    if (Double.isNaN(result)) {
      throw FunctionFault.of(fault);
    }
    // A fraction has the digits that tell it apart from its neighbours, not all those of its bits.
    boolean fraction = result != Math.rint(result);
    return Value.of(fraction ? Number512.of(BigDecimal.valueOf(result)) : Number512.of(result));
  }

  private static Function extreme(String name, BinaryOperator<Number512> choice) {
    return Signature.of(name)
        .takesMany("numbers", NUMBER)
        .returns(
            NUMBER,
            call -> {
              if (call.count() == 0) {
                throw FunctionFault.of("must pass at least one number");
              }
              Number512 best = call.number(0);
              for (int index = 1; index < call.count(); index++) {
                best = choice.apply(best, call.number(index));
              }
              return Value.of(best);
            });
  }

  private static Function parseInteger() {
    return Signature.of("parseint")
        .takes("number", Type.DYNAMIC)
        .takes("base", NUMBER)
        .returns(
            arguments -> {
              Type type = arguments.getFirst().type();
              if (!type.equals(Type.STRING)) {
                throw FunctionFault.at(
                    0, "first argument must be a string, not %s".formatted(type.friendlyName()));
              }
              return NUMBER;
            },
            call -> {
              int base = call.integer(1);
              if (base < 2 || base > LARGEST_BASE) {
                throw FunctionFault.at(1, "base must be a whole number between 2 and 62 inclusive");
              }
              String text = ((StringValue) call.argument(0)).value();
              BigInteger number = integer(text, base);
              if (number == null) {
                throw FunctionFault.at(
                    0, "cannot parse \"%s\" as a base %d integer".formatted(text, base));
              }
              return Value.of(Number512.of(number));
            });
  }

  /// Digits are `0-9`, then `a-z`, then `A-Z`; up to base 36 both cases mean the same.
  private static @Nullable BigInteger integer(String text, int base) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (start == text.length()) {
      return null;
    }
    BigInteger result = BigInteger.ZERO;
    BigInteger factor = BigInteger.valueOf(base);
    for (int index = start; index < text.length(); index++) {
      int digit = digit(text.charAt(index), base);
      if (digit < 0 || digit >= base) {
        return null;
      }
      result = result.multiply(factor).add(BigInteger.valueOf(digit));
    }
    return text.startsWith("-") ? result.negate() : result;
  }

  private static int digit(char character, int base) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    if (character >= 'a' && character <= 'z') {
      return character - 'a' + 10;
    }
    if (character >= 'A' && character <= 'Z') {
      return character - 'A' + (base <= 36 ? 10 : 36);
    }
    return -1;
  }

  private static Function range() {
    return Signature.of("range")
        .takesMany("params", NUMBER)
        .returns(Type.list(NUMBER), NumericFunctions::numbers);
  }

  private static Value numbers(Call call) throws FunctionFault {
    Number512 start = Number512.ZERO;
    Number512 end;
    Number512 step;
    switch (call.count()) {
      case 1 -> {
        end = call.number(0);
        step = unitTowards(start, end);
      }
      case 2 -> {
        start = call.number(0);
        end = call.number(1);
        step = unitTowards(start, end);
      }
      case 3 -> {
        start = call.number(0);
        end = call.number(1);
        step = call.number(2);
      }
      default -> throw FunctionFault.of("must have one, two, or three arguments");
    }
    boolean down = step.signum() < 0;
    if (down && end.compareTo(start) > 0) {
      throw FunctionFault.at(1, "end must be less than start when step is negative");
    }
    if (!down && start.compareTo(end) > 0) {
      throw FunctionFault.at(1, "end must be greater than start when step is positive");
    }
    List<Value> values = new ArrayList<>();
    for (Number512 next = start;
        down ? next.compareTo(end) > 0 : next.compareTo(end) < 0;
        next = next.add(step)) {
      if (values.size() == LONGEST_RANGE) {
        throw FunctionFault.of(
            "more than %d values were generated; either decrease the difference between start and"
                    .formatted(LONGEST_RANGE)
                + " end or use a smaller step");
      }
      values.add(Value.of(next));
    }
    return Value.list(NUMBER, values);
  }

  private static Number512 unitTowards(Number512 start, Number512 end) {
    return end.compareTo(start) < 0 ? Number512.of(-1) : Number512.ONE;
  }
}
