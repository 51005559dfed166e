"""Runs a command on a pseudo terminal whose width changes, and judges what it draws as a terminal would show it.

terminal.py WIDTHS COMMAND...: WIDTHS is a list such as 80:5,40:5,120, each width but the last with the number of refreshes
of the rewritten line after which the next one holds. Prints one JSON object: exit, refreshes, tooLong (refreshes that took
more than one line of the screen), longest (the widest in columns) and screen (the lines that stay at the end).
"""

import codecs
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import unicodedata

CLEAR = "\x1b[K"


def columns(char):
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Screen:
    """Lines without end, columns as many as there are, no reflow: what xterm does."""

    def __init__(self, width):
        self.width = width
        self.lines = [""]
        self.row = 0
        self.used = 0  # columns of the current line
        self.begin = 0  # the row in which what is rewritten began
        self.resized = False
        self.refreshes = self.too_long = self.longest = 0

    def resize(self, width):
        self.width = width
        self.resized = True

    def print(self, char):
        if self.used + columns(char) > self.width:
            self.next_row()
        self.lines[self.row] += char
        self.used += columns(char)

    def next_row(self):
        self.row += 1
        self.used = 0
        if self.row == len(self.lines):
            self.lines.append("")

    def newline(self):
        self.next_row()
        self.begin = self.row

    def clear(self, drawn, is_old):
        """is_old: whether more is to come that was written before the width changed."""
        self.refreshes += 1
        # What was drawn while the width changed was made for the other one, and is not judged.
        if self.resized:
            for row in range(self.begin, self.row):
                self.lines[row] = ""
        else:
            self.too_long += self.row > self.begin
            self.longest = max(self.longest, drawn)
        self.resized = self.resized and is_old
        self.lines[self.row] = ""
        self.used = 0
        self.begin = self.row


def taken(terminal):
    """What has been written since; nothing at the end, which Linux tells by an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def main(widths, command):
    steps = [[int(number) for number in step.split(":")] for step in widths.split(",")]
    screen = Screen(steps[0][0])
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)

    def size(width):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))

    size(steps[0][0])
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = ""
    new = 0  # how much of the text at its end came after the width had changed
    until = steps[0][1] if len(steps[0]) > 1 else None
    while True:
        some = taken(terminal)
        if not some:
            break
        more = decoder.decode(some)
        text += more
        new += len(more)
        while text:
            if text.startswith("\r"):
                if len(text) == 1:
                    break
                if text[1] == "\n":
                    screen.newline()
                    text = text[2:]
                    continue
                if len(text) < 4 and ("\r" + CLEAR).startswith(text):
                    break
                if text.startswith("\r" + CLEAR):
                    text = text[4:]
                    screen.clear(screen.used + (screen.row - screen.begin) * screen.width, len(text) > new)
                    if until is not None and screen.refreshes >= until and len(steps) > 1:
                        steps.pop(0)
                        size(steps[0][0])
                        while select.select([terminal], [], [], 0)[0]:
                            some = taken(terminal)
                            if not some:
                                break
                            text += decoder.decode(some)
                        new = 0
                        screen.resize(steps[0][0])
                        until = screen.refreshes + steps[0][1] if len(steps[0]) > 1 else None
                    continue
                screen.used = 0
                text = text[1:]
            elif text[0] == "\n":
                screen.newline()
                text = text[1:]
            else:
                screen.print(text[0])
                text = text[1:]
    _, status = os.waitpid(pid, 0)
    print(
        json.dumps(
            {
                "exit": os.waitstatus_to_exitcode(status),
                "refreshes": screen.refreshes,
                "tooLong": screen.too_long,
                "longest": screen.longest,
                "screen": [line for line in screen.lines if line],
            }
        )
    )


main(sys.argv[1], sys.argv[2:])
