"""Lists of starters and leavers as their senders write them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from onward.formats.starters_leavers import (
    STANDARD,
    EducationSpell,
    Headings,
    TrainingSpell,
    education_spells,
    read_education_spells,
    read_training_spells,
    training_spells,
)
from onward.intake.feed import Feed
from onward.intake.findings import RowsRead, rows_read
from onward.intake.list_settings import Settings

Spell = EducationSpell | TrainingSpell


def read_education(
    content: bytes, name: str, on: date, fictitious: bool, *, headings: Headings = STANDARD
) -> RowsRead[EducationSpell]:
    file = read_education_spells(content, name=name, headings=headings)
    return rows_read(file, name=name, order=in_time)


def read_training(
    content: bytes, name: str, on: date, fictitious: bool, *, headings: Headings = STANDARD
) -> RowsRead[TrainingSpell]:
    file = read_training_spells(content, name=name, headings=headings)
    return rows_read(file, name=name, order=in_time)


def in_time(spell: Spell) -> date:
    """Who left somewhere and started elsewhere left first."""
    return spell.ended_on or spell.started_on or date.max


def education_for_file(feed: Feed, content: bytes, settings: Mapping[str, Any]) -> Feed:
    headings = Settings(**settings).headings_of(content)

    def read(*file: Any) -> RowsRead[EducationSpell]:
        return read_education(*file, headings=headings)

    layout = education_spells().headed(headings.of, passed_over=headings.passed_over)
    return replace(
        feed, read=read, columns=lambda: [each for each in layout.columns if each.is_read]
    )


def training_for_file(feed: Feed, content: bytes, settings: Mapping[str, Any]) -> Feed:
    headings = Settings(**settings).headings_of(content)

    def read(*file: Any) -> RowsRead[TrainingSpell]:
        return read_training(*file, headings=headings)

    layout = training_spells().headed(headings.of, passed_over=headings.passed_over)
    return replace(
        feed, read=read, columns=lambda: [each for each in layout.columns if each.is_read]
    )
