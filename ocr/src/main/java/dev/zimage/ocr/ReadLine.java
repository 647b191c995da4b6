package dev.zimage.ocr;

/// A line of text that was read in a picture.
///
/// @param text with the spaces that were recognised
/// @param box where it stands
/// @param confidence 0 to 1, the mean of the characters' probabilities
/// @param weakest the probability of the least certain character
public record ReadLine(String text, TextBox box, double confidence, double weakest) {}
