"""Values: immutable, strict, and published as they are."""

from __future__ import annotations

import pickle
from copy import copy
from dataclasses import FrozenInstanceError
from typing import get_args

import pytest
from pydantic import ValidationError

import briefer
from briefer import errors
from briefer.meanings import BANDS, CONFLICTS
from briefer.prompts import YARDSTICK
from briefer.render import json_schema
from briefer.schema import Conflict, Shape, Usage
from briefer.settings import SECTION_SHAPES
from tests.conftest import ROOT
from tests.test_render import ARTICLES
from tests.values import claim


def test_values_cannot_be_changed_nor_extended():
    with pytest.raises(FrozenInstanceError):
        claim("a1.k1").text = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Unexpected keyword"):
        claim("a1.k1", more=1)
    with pytest.raises(ValidationError, match="Input should be 'event'"):
        claim("a1.k1", kind="rumor")
    with pytest.raises(ValidationError, match="frozen"):
        Usage().calls = 1
    with pytest.raises(ValidationError, match="not permitted"):
        Usage(more=1)  # type: ignore[call-arg]


def test_an_article_is_the_same_in_another_process():
    for article in ARTICLES:
        assert pickle.loads(pickle.dumps(article)) == article


def test_small_values_keep_nothing_but_their_fields():
    made = claim("a1.k1")
    assert not hasattr(made, "__dict__")
    assert pickle.loads(pickle.dumps(made)) == copy(made) == made
    assert made.model_copy(update={"text": "Other."}).text == "Other."
    with pytest.raises(ValueError, match="longer"):
        made.model_copy(update={"texts": "Other."})


def test_usage_adds_up():
    one = Usage(calls=1, input_tokens=2, output_tokens=3, cached_tokens=1)
    assert one + one == Usage(calls=2, input_tokens=4, output_tokens=6, cached_tokens=2)


def test_the_published_schema_is_the_one_in_the_docs(request):
    path = ROOT / "docs" / "briefing.schema.json"
    if request.config.getoption("--update-golden"):
        path.write_text(json_schema(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == json_schema()


def test_the_yardstick_of_prompts_is_the_one_explained_on_the_page():
    assert tuple(BANDS) == YARDSTICK
    assert set(CONFLICTS) == set(get_args(Conflict))


def test_the_shapes_a_setting_may_name_are_those_of_the_schema():
    assert get_args(Shape) == SECTION_SHAPES


def test_all_public_names_exist_and_a_misspelled_one_does_not():
    for name in briefer.__all__:
        assert getattr(briefer, name) is not None
    with pytest.raises(AttributeError, match="has no `biuld`"):
        getattr(briefer, "biuld")  # noqa: B009


@pytest.mark.parametrize("name", [n for n in vars(errors) if n[0].isupper()])
def test_every_error_survives_pickling_with_its_hint(name):
    kind = getattr(errors, name)
    if not (isinstance(kind, type) and issubclass(kind, errors.BrieferError)):
        return
    again = pickle.loads(pickle.dumps(kind("what", hint="do this")))
    assert (type(again), again.message, again.hint) == (kind, "what", "do this")


def test_the_error_tree_in_the_docstring_is_the_real_one():
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, errors.BrieferError):
            assert f" {name}" in (errors.__doc__ or ""), name
