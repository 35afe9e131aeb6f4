"""Ask a process that waits, the warm parent or a paused copy of a lesson's process, for a fork that runs a lesson."""

from __future__ import annotations

import socket
from contextlib import suppress


def supervisor_from(control: socket.socket, patience: float) -> socket.socket | None:
    """Give the connection to a new supervisor; None where the process has died, or gives none in so many seconds."""
    connection, theirs = socket.socketpair()
    with suppress(OSError):
        with theirs:
            socket.send_fds(control, [b"j"], [theirs.fileno()])
        connection.settimeout(patience)
        if connection.recv(1) == b"!":
            return connection
    connection.close()
    return None
