/// Plans, states, configurations and schemas as JSON documents for programs, in the format that
/// Terraform and OpenTofu call "JSON Output Format" 1.x. Everything is written as it goes: the cost
/// is linear in what is shown, and no document is held in memory.
@NullMarked
package dev.holdfast.cli.render.json;

import org.jspecify.annotations.NullMarked;
