/// Makes a model's folder of the published layout from the single files that people have: ComfyUI's
/// safetensors, also in fp8, and GGUF. Start at [ModelImport].
///
/// A file is opened as [SourceWeights]; [PartNames] gives its tensors the published names;
/// [PartPlan] holds them against the configuration before anything is written; [PartWriter] writes
/// tensor by tensor, in blocks, so that memory stays small whatever the file's size.
@NullMarked
package dev.zimage.engine.importing;

import org.jspecify.annotations.NullMarked;
