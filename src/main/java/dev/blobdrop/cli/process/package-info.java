/// How the process starts, ends, logs and answers Kubernetes. Start with
/// [dev.blobdrop.cli.process.EarlyEnd] and [dev.blobdrop.cli.process.HealthPort].
///
/// May use `core` and `cli.output`.
package dev.blobdrop.cli.process;
