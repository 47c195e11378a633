import numpy as np

from onward.matching.frequencies import Frequencies, keyed
from tests.matching.rows import table

RARE = [{"first": f"Name{number}", "last": f"Family{number}"} for number in range(60)]


def test_the_commoner_name_has_the_larger_share():
    names = table(*[{}] * 10, *RARE)
    frequencies = Frequencies.of(names)
    shares = frequencies.share("first", keyed(names)["first"])

    assert shares[0] == 10 / 70
    assert shares[-1] == 2 / 70


def test_names_of_four_people_are_not_in_the_table():
    four = table(*[{}] * 4, *RARE)
    frequencies = Frequencies.of(four)

    assert not frequencies.count("whole", keyed(four)["whole"]).any()


def test_what_is_not_known_is_not_counted():
    nobody = table(*[{"postcode": ""}] * 9)

    assert Frequencies.of(nobody).count("postcode", np.array([0], dtype=np.uint64))[0] == 0


def test_the_digest_follows_the_counts():
    one, other = (Frequencies.of(table(*[{}] * count, *RARE)) for count in (9, 10))

    assert one.digest != other.digest
    assert one.digest == Frequencies.of(table(*[{}] * 9, *RARE)).digest
