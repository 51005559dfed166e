"""A window that files can be dragged out of: `drag_source.py X Y PATH...`.

Stands in for a file manager. Prints a line when it can be dragged from, when what the pointer is
over begins to take the files, and how the drag ended.
"""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

SIZE = 100


def say(*words):
    print(*words, flush=True)


def fill(area, context, data, info, time):
    data.set_uris([path.as_uri() for path in paths])


def begin(area, context):
    context.connect("action-changed", lambda changed, action: taken(action))


def taken(action):
    say("taken" if action & Gdk.DragAction.COPY else "refused")


def end(area, context):
    say("ended", "copy" if context.get_selected_action() & Gdk.DragAction.COPY else "nothing")


paths = [pathlib.Path(argument) for argument in sys.argv[3:]]
area = Gtk.EventBox()
area.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
area.drag_source_add_uri_targets()
area.connect("drag-data-get", fill)
area.connect("drag-begin", begin)
area.connect("drag-end", end)
area.add(Gtk.Label(label="drag me"))
window = Gtk.Window(title="drag source")
window.add(area)
window.set_default_size(SIZE, SIZE)
window.set_keep_above(True)
window.set_accept_focus(False)
window.move(int(sys.argv[1]), int(sys.argv[2]))
window.connect("map-event", lambda *event: say("ready"))
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
