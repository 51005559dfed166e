/// What the window shows and can do, without a single control. Start with
/// [dev.blobdrop.gui.transfers.TransfersModel] and [dev.blobdrop.gui.session.SessionModel].
///
/// Each model has Properties, which change on the window's thread only, and Commands, which return
/// at once. May use `core` and the property classes of JavaFX.
package dev.blobdrop.gui.model;
