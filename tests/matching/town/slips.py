"""What goes wrong when a name, a date or an address is written down."""

from datetime import date, timedelta

import numpy as np

_NEIGHBOURS = {
    "a": "sqz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy",
    "i": "uok", "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol",
    "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs",
    "y": "tuh", "z": "xas",
}  # fmt: skip
_SCANNED = (("rn", "m"), ("m", "rn"), ("l", "i"), ("cl", "d"), ("e", "c"), ("h", "b"), ("vv", "w"))


def mistyped(name: str, rng: np.random.Generator) -> str:
    """One letter struck wrongly, doubled, left out, changed places, or misread by a scanner."""
    if len(name) < 3:
        return name
    at = int(rng.integers(1, len(name)))
    match int(rng.integers(5)):
        case 0:
            near = _NEIGHBOURS.get(name[at].lower(), "e")
            return name[:at] + near[int(rng.integers(len(near)))] + name[at + 1 :]
        case 1:
            return name[:at] + name[at] + name[at:]
        case 2:
            return name[:at] + name[at + 1 :]
        case 3 if at + 1 < len(name):
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case _:
            for seen, read in _SCANNED:
                if seen in name[1:]:
                    return name[0] + name[1:].replace(seen, read, 1)
            return name[:at] + name[at + 1 :]


def swapped(born: str) -> str:
    """Day and month changed round, where that is a date too and another one."""
    year, month, day = born.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 and day != month else born


def one_digit(born: str, rng: np.random.Generator) -> str:
    """One digit of the day or month is another, and it is still a date."""
    true = date.fromisoformat(born)
    while True:
        day, month = true.day, true.month
        if rng.random() < 0.65:
            day = int(rng.choice([day + 1, day - 1, day + 10, day - 10, day + 3, day - 3]))
        else:
            month = int(rng.choice([month + 1, month - 1, month + 10, month - 10, month + 2]))
        try:
            return true.replace(day=day, month=month).isoformat()
        except ValueError:
            continue


def other_year(born: str, rng: np.random.Generator) -> str:
    true = date.fromisoformat(born)
    shift = int(rng.choice([-10, -2, -1, -1, 1, 1, 2, 10]))
    return (true + timedelta(days=round(365.25 * shift))).replace(
        month=true.month, day=min(true.day, 28)
    ).isoformat()  # fmt: skip


def postcode_slip(postcode: str, rng: np.random.Generator) -> str:
    """One sign of a postcode is another of its kind, or two changed places."""
    at = int(rng.integers(len(postcode)))
    if postcode[at].isdigit():
        return postcode[:at] + str(int(rng.integers(10))) + postcode[at + 1 :]
    if postcode[at] == " " or at + 1 == len(postcode):
        letter = "ABDEFGHJLNPQRSTUWXYZ"[int(rng.integers(20))]
        return postcode[:-1] + letter
    return postcode[:at] + postcode[at + 1] + postcode[at] + postcode[at + 2 :]


_LONG = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr"}


def readdressed(address: str, rng: np.random.Generator) -> str:
    """The same address as another office writes it."""
    for long, short in _LONG.items():
        address = address.replace(long, short) if rng.random() < 0.8 else address
    if address.startswith("Flat ") and rng.random() < 0.6:
        flat, rest = address[5:].split(", ", 1)
        number, street = rest.split(" ", 1)
        form = int(rng.integers(3))
        return (f"{flat}/{number} {street}", f"{number}, Apt {flat}, {street}",
                f"FLAT {flat} {number} {street}")[form]  # fmt: skip
    return address.upper() if rng.random() < 0.5 else address.replace(" ", ", ", 1)
