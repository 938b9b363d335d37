#!/bin/sh
# All gates and all tests: SQLite always, PostgreSQL where a server answers, browser where Chromium is.
set -eu
cd "$(dirname "$0")/.."
sh scripts/check.sh
bin=.venv/bin
server=${TONGKET_TEST_POSTGRESQL:-postgresql://postgres@127.0.0.1:5432/postgres}
unset DATABASE_URL || true
TONGKET_HOME=$(mktemp -d)
trap 'rm -rf "$TONGKET_HOME"' EXIT
export TONGKET_HOME

echo "--- SQLite"
$bin/python -m pytest -q -n 2 --dist loadgroup "$@"

echo "--- PostgreSQL"
if $bin/python -c "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3)" "$server" 2>/dev/null; then
    DATABASE_URL=$server $bin/python -m pytest -q -n 2 --dist loadgroup -m "not browser" "$@"
else
    echo "BỎ QUA: không có máy chủ PostgreSQL ở 127.0.0.1:5432 (đặt TONGKET_TEST_POSTGRESQL để chỉ nơi khác)."
    echo "SKIPPED: no PostgreSQL server answers (set TONGKET_TEST_POSTGRESQL to name one)."
fi
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
    echo "BỎ QUA / SKIPPED: không có Chromium, các phép thử trình duyệt không chạy (no Chromium: browser tests skipped)."
