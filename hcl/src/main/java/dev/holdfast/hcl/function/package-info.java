/// The functions of the language: what a function is, how it is called, and the table of those that
/// are built in.
///
/// A function sees values only. What it needs of the world (files, time, chance) comes with
/// [dev.holdfast.hcl.function.FunctionContext]; calls written in source text, and the forms that
/// need expressions instead of values (`try`, `can`, `convert`), are in
/// [dev.holdfast.hcl.evaluation].
@NullMarked
package dev.holdfast.hcl.function;

import org.jspecify.annotations.NullMarked;
