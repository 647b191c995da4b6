/// ComfyUI: a workflow of the operator draws.
@NullMarked
package dev.zimage.upstream.comfyui;

import org.jspecify.annotations.NullMarked;
