"""Every field that could say something about a person is classified: as an item, or by how it goes.

A package says in `items.py` which item of the catalogue a field holds (`HELD`), and in
`retention.py` what else it keeps (`KEPT`) and how each of that is forgotten (`FORGOTTEN`).
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.db import models

from onward.agreements.catalogue import catalogue

PACKAGES = [config for config in apps.get_app_configs() if config.name.startswith("onward.")]
# A field is personal unless it is of one of these kinds, and each says why it is not.
NOT_PERSONAL_KINDS: Mapping[type["models.Field[Any, Any]"], str] = {
    models.AutoField: "a number that the database gives to a row",
    models.UUIDField: "a random handle, which says nothing and cannot be guessed",
    models.ForeignKey: "a relation: what it leads to is classified there",
    models.DateTimeField: "the moment a row was written or an act done",
}
# What a row is and how far it has come, from a closed list of ours; other lists of choices
# (which kind of case, what someone answered) may say something about a person.
STATUSES = frozenset({"status", "kind", "source", "what"})
NOT_PERSONAL_NAMES: Mapping[str, str] = {
    "restricted_to": "which members of staff may see the row",
    "organisations": "which organisations may see the row",
}


def is_personal(field: "models.Field[Any, Any]") -> bool:
    if isinstance(field, tuple(NOT_PERSONAL_KINDS)) or field.name in NOT_PERSONAL_NAMES:
        return False
    if field.name in STATUSES and field.choices:
        return False
    return not (isinstance(field, models.IntegerField) and field.name.endswith("_count"))


def fields_of(package: AppConfig) -> dict[str, "models.Field[Any, Any]"]:
    return {
        f"{model.__name__}.{field.name}": field
        for model in package.get_models()
        for field in model._meta.concrete_fields
    }


def said_in(package: AppConfig, module: str, name: str) -> Mapping[str, str]:
    full_name = f"{package.name}.{module}"
    return getattr(import_module(full_name), name, {}) if find_spec(full_name) else {}


def held(package: AppConfig) -> Mapping[str, str]:
    return said_in(package, "items", "HELD")


def kept(package: AppConfig) -> Mapping[str, str]:
    return said_in(package, "retention", "KEPT")


def unclassified(package: AppConfig) -> Iterator[str]:
    for name, field in fields_of(package).items():
        if is_personal(field) and name not in {**held(package), **kept(package)}:
            yield name


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_personal_field_is_an_item_or_has_a_retention(package):
    assert list(unclassified(package)) == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_is_classified_exists_and_is_classified_once(package):
    assert held(package).keys() | kept(package).keys() <= fields_of(package).keys()
    assert held(package).keys().isdisjoint(kept(package))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_each_item_is_in_the_catalogue_and_each_retention_says_how_it_is_forgotten(package):
    forgotten = said_in(package, "retention", "FORGOTTEN")

    assert set(held(package).values()) <= catalogue().keys()
    assert set(kept(package).values()) == forgotten.keys()
    assert all(forgotten.values())


FREE = [
    models.CharField(max_length=10),
    models.SlugField(),
    models.TextField(),
    models.DateField(),
    models.JSONField(),
    models.BooleanField(),
    models.BinaryField(),
    models.PositiveIntegerField(),
    models.BigIntegerField(),
    models.CharField(max_length=10, choices=[("A", "a")]),
]


@pytest.mark.parametrize("field", FREE, ids=lambda field: type(field).__name__)
def test_a_new_field_is_personal_until_it_is_classified(field):
    field.set_attributes_from_name("note")

    assert is_personal(field)
