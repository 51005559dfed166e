/// What can go wrong, as data. Start with [dev.blobdrop.core.problem.Problem];
/// [dev.blobdrop.core.problem.Problems] translates the exceptions of the network and the libraries,
/// [dev.blobdrop.core.problem.FileProblems] those of files.
///
/// May use the Azure libraries' exception types, and no other package of ours.
package dev.blobdrop.core.problem;
