"""Tells when a window of the display is there: `window_watch.py TITLE`.

Prints a line when it has begun, and one each, with the window's number, at the moment when a window whose title ends with
TITLE is on the screen, and when something other than a plain background is drawn in it. Windows
whose numbers follow TITLE are passed over.
"""

import ctypes
import sys
import time

LIBRARY = ctypes.CDLL("libX11.so.6")
VIEWABLE = 2
Z_PIXMAP = 2
ALL_PLANES = ctypes.c_ulong(0xFFFFFFFF)
DRAWN = 12  # colours: smoothed text alone has more, a background has one
PAUSE = 0.01


class Attributes(ctypes.Structure):
    """XWindowAttributes as far as it is read, and room for the rest."""

    _fields_ = [
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("border_width", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("class", ctypes.c_int),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_ulong * 16),
    ]


class Image(ctypes.Structure):
    """XImage up to its pixels."""

    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


def declare(name, result, *arguments):
    function = getattr(LIBRARY, name)
    function.restype = result
    function.argtypes = arguments
    return function


WINDOWS = ctypes.POINTER(ctypes.c_ulong)
open_display = declare("XOpenDisplay", ctypes.c_void_p, ctypes.c_char_p)
root_window = declare("XDefaultRootWindow", ctypes.c_ulong, ctypes.c_void_p)
atom = declare("XInternAtom", ctypes.c_ulong, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
free = declare("XFree", ctypes.c_int, ctypes.c_void_p)
query_tree = declare(
    "XQueryTree",
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(WINDOWS),
    ctypes.POINTER(ctypes.c_uint),
)
get_property = declare(
    "XGetWindowProperty",
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.c_ulong,
    ctypes.c_long,
    ctypes.c_long,
    ctypes.c_int,
    ctypes.c_ulong,
    ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(ctypes.c_int),
    ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(ctypes.POINTER(ctypes.c_char)),
)
get_attributes = declare(
    "XGetWindowAttributes",
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.POINTER(Attributes),
)
get_image = declare(
    "XGetImage",
    ctypes.POINTER(Image),
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_uint,
    ctypes.c_uint,
    ctypes.c_ulong,
    ctypes.c_int,
)
destroy_image = declare("XDestroyImage", ctypes.c_int, ctypes.POINTER(Image))

# A window may go while it is looked at; that is no error here.
HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
ignore = HANDLER(lambda display, event: 0)
LIBRARY.XSetErrorHandler(ignore)

display = open_display(None)
root = root_window(display)
NAME = atom(display, b"_NET_WM_NAME", 0)
STATE = atom(display, b"WM_STATE", 0)


def children(window):
    unused = ctypes.c_ulong()
    found = WINDOWS()
    count = ctypes.c_uint()
    known = query_tree(display, window, unused, unused, found, count)
    if not known or not found:
        return []
    numbers = found[: count.value]
    free(found)
    return numbers


def value(window, name):
    """The bytes of a property."""
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    length, left = ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.POINTER(ctypes.c_char)()
    get_property(display, window, name, 0, 256, 0, 0, kind, form, length, left, data)
    if not data:
        return b""
    content = data[: length.value]
    free(data)
    return content


def named(window, title):
    """The window below this one with the title, on the screen; 0 when there is none."""
    attributes = Attributes()
    for child in children(window):
        if value(child, NAME).decode(errors="replace").endswith(title) and value(child, STATE):
            known = get_attributes(display, child, attributes)
            viewable = known and attributes.map_state == VIEWABLE
            if viewable and child not in PASSED_OVER:
                return child
        below = named(child, title)
        if below:
            return below
    return 0


def picture(window):
    """The pixels of a piece of the window's upper half."""
    attributes = Attributes()
    if not get_attributes(display, window, attributes):
        return b""
    # A piece well inside: of a window that lies partly off the screen there is no whole picture.
    width = attributes.width // 3
    image = get_image(display, window, width, 60, width, 200, ALL_PLANES, Z_PIXMAP)
    if not image:
        return b""
    size = image.contents.bytes_per_line * image.contents.height
    pixels = ctypes.string_at(image.contents.data, size)
    destroy_image(image)
    return pixels


def colours(pixels):
    return len({pixels[at : at + 3] for at in range(0, len(pixels), 4)})


def say(word, window):
    print(word, window, flush=True)


def watch(title):
    print("watching", flush=True)
    window = named(root, title)
    while not window:
        time.sleep(PAUSE)
        window = named(root, title)
    say("visible", window)
    while colours(picture(window)) < DRAWN:
        time.sleep(PAUSE)
    say("drawn", window)


PASSED_OVER = {int(number) for number in sys.argv[2:]}
watch(sys.argv[1])
