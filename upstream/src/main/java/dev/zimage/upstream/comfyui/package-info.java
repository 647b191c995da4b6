/// ComfyUI: a workflow of the operator draws. Start reading at [ComfyUiKind].
@NullMarked
package dev.zimage.upstream.comfyui;

import org.jspecify.annotations.NullMarked;
