"""The full plan and its files, made once: they take seconds, and no test changes them."""

import pytest

from onward.demonstration.files import write_files
from onward.demonstration.plan import invented_plan


@pytest.fixture(scope="session")
def full_plan():
    return invented_plan()


@pytest.fixture(scope="session")
def small_plan():
    return invented_plan(200)


@pytest.fixture(scope="session")
def full_folder(full_plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    write_files(full_plan, folder=folder)
    return folder


@pytest.fixture(scope="session")
def small_folder(small_plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    write_files(small_plan, folder=folder)
    return folder
