/// A model from a hub into a folder: whole and checked, or not at all.
///
/// [ModelPull] is where to start reading. It asks the hub for its list of files ([HubApi], in the
/// two languages that hubs speak), takes those that a model in the published layout needs
/// ([NeededFiles]), and lets some threads ([Download]) take pieces from a queue ([DownloadQueue])
/// and fetch them ([Fetcher]) into files beside the folder's own ([PartFile]). When all are there
/// and their checksums are right, they are moved to their places and [PulledModel] is written,
/// last. [FolderState] tells by it what a folder is.
@NullMarked
package dev.zimage.engine.hub;

import org.jspecify.annotations.NullMarked;
