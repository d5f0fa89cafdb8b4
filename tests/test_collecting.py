import gc

import pytest

from briefer import collecting


def test_looks_for_circles_are_rare_inside_and_as_before_behind():
    before = gc.get_threshold()
    with collecting.seldom():
        assert gc.get_threshold() == collecting.THRESHOLDS
    assert gc.get_threshold() == before


def test_a_failure_leaves_them_as_before():
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="no"), collecting.seldom():
        raise ValueError("no")
    assert gc.get_threshold() == before
