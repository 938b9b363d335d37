"""The examples of the reader's page in the docs are true."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "rooms" / "reader.md"


def test_the_examples_of_the_page_are_true():
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0
