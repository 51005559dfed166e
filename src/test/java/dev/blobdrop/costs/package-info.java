/// What a transfer costs, counted instead of timed, so that it is the same on a busy machine:
/// requests, system calls, allocations and copied bytes, each MiB and each file. Start with
/// `CostsIT`.
package dev.blobdrop.costs;
