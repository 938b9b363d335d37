#!/bin/sh
# The quick gates: format, lint, types, import contracts, migrations, templates. Run by ./run check and ./run test.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TONGKET_HOME="$home" TONGKET_FAST_TESTS=1 DJANGO_SETTINGS_MODULE=tongket.project.settings PYTHONPATH=src
unset DATABASE_URL TONGKET_TODAY || true

gate() {
    label=$1
    shift
    printf '%-28s' "$label"
    if "$@" >"$home/out" 2>&1; then
        echo "ok"
    else
        echo "KHÔNG ĐẠT"
        cat "$home/out"
        exit 1
    fi
}

gate "format (ruff)" $bin/ruff format --check src tests benchmarks scripts
gate "lint (ruff)" $bin/ruff check src tests benchmarks scripts
gate "types (mypy)" $bin/mypy
gate "import contracts" $bin/lint-imports
gate "migrations" $bin/python -m django makemigrations --check --dry-run
gate "django checks" $bin/python -m django check --fail-level WARNING
gate "templates (djlint)" $bin/djlint --lint --quiet src
