/// LoRA files: changes of low rank to the weights of the transformer, added while these are
/// prepared. Start at [LoraSet].
@NullMarked
package dev.zimage.engine.lora;

import org.jspecify.annotations.NullMarked;
