package dev.blobdrop.core.planted;

import dev.blobdrop.core.transfer.upload.UploadRun;
import javafx.scene.control.Label;

/// A model that holds a control, and a face that looks into an upload.
final class PlantedModel {
    Label text;
    UploadRun run;
}
