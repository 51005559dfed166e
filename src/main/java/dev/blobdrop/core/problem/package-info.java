/// What can go wrong, as data. Start with [dev.blobdrop.core.problem.Problem];
/// [dev.blobdrop.core.problem.Problems] translates the exceptions of the network,
/// [dev.blobdrop.core.problem.FileProblems] those of files. A library's own exceptions are
/// translated beside that library.
///
/// May use no other package of ours, and of the SDKs only the JSON reader (azure-json).
package dev.blobdrop.core.problem;
