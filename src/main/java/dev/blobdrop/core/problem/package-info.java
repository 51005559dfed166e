/// What can go wrong, as data. Start with [dev.blobdrop.core.problem.Problem];
/// [dev.blobdrop.core.problem.Problems] is the only place that translates foreign exceptions.
///
/// May use the Azure libraries' exception types, and no other package of ours.
package dev.blobdrop.core.problem;
