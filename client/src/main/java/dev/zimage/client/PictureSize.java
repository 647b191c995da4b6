package dev.zimage.client;

/// The size in pixels of a shape. Installations can be configured for smaller pictures.
public record PictureSize(ImageAspectRatio aspectRatio, int width, int height) {}
