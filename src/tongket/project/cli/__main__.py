"""``python -m tongket.project.cli``: the console command without an installed entry point."""

from tongket.project.cli.main import main

raise SystemExit(main())
