// The window as the desktop has it: no window manager runs here, so what one would do is done by hand.
import { until } from "./until.mjs";

/** Its number, once it is to be seen. */
export const windowOf = (world) =>
  until("the window", async () => {
    const found = await world.run("xdotool", ["search", "--onlyvisible", "--class", "gatepass"]);
    return found.trim().split("\n").at(-1);
  });

/** As the cross in its title bar does it (ICCCM, 4.2.8.1). */
export async function closeWindow(world) {
  const script = [
    "import ctypes, sys",
    "x = ctypes.CDLL('libX11.so.6')",
    "x.XOpenDisplay.restype = ctypes.c_void_p",
    "x.XInternAtom.restype = ctypes.c_ulong",
    "x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]",
    "class Message(ctypes.Structure):",
    "    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('sent', ctypes.c_int), ('display', ctypes.c_void_p),",
    "                ('window', ctypes.c_ulong), ('kind', ctypes.c_ulong), ('format', ctypes.c_int), ('data', ctypes.c_long * 5),",
    "                ('rest', ctypes.c_long * 24)]",
    "display = x.XOpenDisplay(None)",
    "window = int(sys.argv[1])",
    "atom = lambda name: x.XInternAtom(display, name, 0)",
    "message = Message(33, 0, 1, display, window, atom(b'WM_PROTOCOLS'), 32, (ctypes.c_long * 5)(atom(b'WM_DELETE_WINDOW')))",
    "x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]",
    "x.XSendEvent(display, window, 0, 0, ctypes.byref(message))",
    "x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]",
    "x.XSync(display, 0)",
  ];
  await world.run("python3", ["-c", script.join("\n"), await windowOf(world)]);
}
