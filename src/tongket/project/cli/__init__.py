"""The command line: a contract that scripts outside rely on (README, "Command line").

Each command is a module with ``configure(parser)`` and ``run(arguments) -> int``. Exit 0 done, 1 the
input is at fault (one clear line), 2 wrong usage; never a traceback.
"""

from tongket.project.cli.main import main

__all__ = ["main"]
