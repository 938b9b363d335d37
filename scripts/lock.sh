#!/bin/sh
# For maintainers: renew the hashed locks from pyproject.toml. Names no host: versions and hashes only.
set -eu
cd "$(dirname "$0")/.."
uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
    --no-annotate pyproject.toml -o requirements.txt "$@"
uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
    --no-annotate --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt "$@"
