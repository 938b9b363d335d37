"""Becomes another program after lowering what it may use: ``limited.py MIB SECONDS PROGRAM …``.

Run as a script, not imported: limits set here hold for the program and whatever it starts, which
is safer in a server with threads than setting them between fork and exec.
"""

import os
import sys

if __name__ == "__main__":
    memory, seconds, program = int(sys.argv[1]) * 2**20, int(sys.argv[2]), sys.argv[3:]
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**29, 2**29))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(program[0], program)  # noqa: S606 - the program is one of ours, named by path
