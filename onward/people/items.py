"""What this package holds about people, by item: each field of a typed row and what it is of.

`Fact.values` holds every item of the catalogue, so it is in `retention.py`.
"""

HELD = {
    "PersonName.forename": "forename",
    "PersonName.forename_key": "forename",
    "PersonName.surname": "surname",
    "PersonName.surname_key": "surname",
    "PersonName.surname_sound": "surname",
    "Address.lines": "address",
    "Address.postcode": "postcode",
    "Address.postcode_key": "postcode",
    "BirthDate.on": "date_of_birth",
}
