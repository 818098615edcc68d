import threading

from manike.errors import MachineError
from manike.studio.renewal import renewing


def test_renewal_goes_on_after_an_error():
    calls, renewed = [], threading.Event()

    def renew():
        calls.append(1)
        if len(calls) == 1:
            raise MachineError("The database is away.")
        renewed.set()
        return True

    with renewing(renew, every_s=0.001):
        assert renewed.wait(10)


def test_renewal_ends_when_somebody_else_took_over():
    calls = []

    def refused():
        calls.append(1)
        return False

    with renewing(refused, every_s=0.001):
        for thread in [each for each in threading.enumerate() if each.name == "renewal"]:
            thread.join(10)
    assert calls == [1]
