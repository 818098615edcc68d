from pathlib import Path

import pytest

from manike.errors import BadInputError
from manike.settings import load_settings


def test_everything_lies_below_the_home_folder(tmp_path: Path) -> None:
    settings = load_settings({"MANIKE_HOME": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/studio.db"
    assert (settings.store, settings.inbox) == (tmp_path / "store", tmp_path / "inbox")
    assert settings.studio_port == 3000


@pytest.mark.parametrize("below", [".", "studio/home"])
def test_a_home_that_is_a_file_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "notes").write_text("a file", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"^MANIKE_HOME: .*notes' is a file"):
        load_settings({"MANIKE_HOME": str(tmp_path / "notes" / below)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MANIKE_HOME", "~nobody-of-that-name/studio"),
        ("MANIKE_HOME", "/tmp/what?"),
        ("MANIKE_HOME", "/tmp/" + "a" * 300),
        ("MANIKE_DATABASE_URL", "mysql://there/studio"),
        ("MANIKE_DATABASE_URL", "sqlite:///"),
        ("MANIKE_PORT", "0"),
        ("MANIKE_PORT", "65536"),
        ("MANIKE_PORT", "-1"),
        ("MANIKE_PORT", "9" * 5000),
        ("MANIKE_PORT", "http"),
        ("MANIKE_PUBLIC_URL", "studio.example.com"),
        ("MANIKE_PUBLIC_URL", "http://studio.example.com"),
        ("MANIKE_PUBLIC_URL", "https://me:pass@studio.example.com"),
        ("MANIKE_PUBLIC_URL", "https://studio.example.com/?key=1"),
        ("MANIKE_PUBLIC_URL", "https://studio.example.com:port"),
        ("MANIKE_PUBLIC_URL", "https://[::1"),
        ("MANIKE_PUBLIC_URL", "https://"),
    ],
)
def test_an_unusable_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInputError, match=f"^{name}: "):
        load_settings({name: value})


@pytest.mark.parametrize("url", ["https://studio.example.com/manike/", "http://127.0.0.1:3000"])
def test_providers_are_told_the_public_address_or_nothing(url: str) -> None:
    settings = load_settings({"MANIKE_PUBLIC_URL": url})
    assert settings.webhook_url("replicate") == f"{url.rstrip('/')}/webhooks/replicate"
    assert load_settings({}).webhook_url("replicate") == ""
