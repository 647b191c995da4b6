package dev.zimage.client;

/// How large a picture of a shape is, in pixels. An installation may draw smaller ones than
/// another.
public record PictureSize(ImageAspectRatio aspectRatio, int width, int height) {}
