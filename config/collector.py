"""The garbage collector of a process that stays: it walked what never goes, again and again."""

import gc


def spare_the_collector() -> None:
    """Let it look past what is there already, and seldom.

    It took a third of the time of a large return, and found nothing.
    """
    gc.freeze()
    gc.set_threshold(20_000)
