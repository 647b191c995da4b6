package dev.zimage.engine.zimage;

import dev.zimage.engine.lora.Lora;
import java.util.List;

/// How one of the models is drawn that share the weights of a folder.
///
/// @param loras that the transformer is changed with
/// @param sampling how noise becomes a picture
public record ModelStyle(List<Lora> loras, SamplingOptions sampling) {

    public ModelStyle {
        loras = List.copyOf(loras);
    }
}
