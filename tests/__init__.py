"""The tests; what fails in a helper of theirs is shown as fully as in a test."""

import pytest

pytest.register_assert_rewrite("tests.support")
