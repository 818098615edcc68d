"""Rate limits from dated data, and from the installation's own file."""

import pytest

from manike.errors import BadInputError
from manike.generation.turns import RateLimit
from resources.rates import rate_rules


def test_the_limits_that_ship_name_where_they_are_from(tmp_path):
    rules = rate_rules(tmp_path)
    assert rules.accounts == {"replicate": RateLimit(600, 60)}
    assert rules.of_tenant("acme") == RateLimit(300, 60)


def test_an_installation_adds_its_own_and_replaces_what_it_names(tmp_path):
    (tmp_path / "limits.yaml").write_text(
        "accounts:\n  openai: {count: 50}\n  replicate: {count: 6, per_s: 60}\n"
        "tenants:\n  acme: {count: 20, per_s: 10}\n"
    )
    rules = rate_rules(tmp_path)
    assert rules.accounts == {"openai": RateLimit(50), "replicate": RateLimit(6)}
    assert rules.of_tenant("acme") == RateLimit(20, 10)
    assert rules.of_tenant("globex") == RateLimit(300)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("accounts:\n  openai: {count: 0}\n", r"accounts\.openai\.count of .*greater than"),
        ("accounts:\n  openai: {count: 1, per_s: 7200}\n", r"accounts\.openai\.per_s of .*less"),
        ("account: {}\n", "account of .*not permitted"),
        ("- 1\n", "content of .*dictionary"),
        ("a: [\n", "is no YAML"),
    ],
)
def test_a_file_that_is_wrong_is_said(tmp_path, content, said):
    (tmp_path / "limits.yaml").write_text(content)
    with pytest.raises(BadInputError, match=said):
        rate_rules(tmp_path)
