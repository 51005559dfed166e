/// Every command line that the product tells people to type is given to the program it is for: the
/// real `az`, the real `kubectl`, our own. Start with `CommandLinesIT`.
package dev.blobdrop.commands;
