/// The packaged window on a real display, and files dragged into it from another program. These
/// tests run by `mvn -Pe2e verify` only; start with [dev.blobdrop.e2e.Screen].
package dev.blobdrop.e2e;
