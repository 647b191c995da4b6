/// The service as tools for language models, by the Model Context Protocol: `/mcp`.
@NullMarked
package dev.zimage.api.mcp;

import org.jspecify.annotations.NullMarked;
