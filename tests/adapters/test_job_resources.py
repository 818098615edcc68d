"""Vendors that work by jobs as Dagster resources, without a key in any of them."""

import dagster as dg
import pytest

from resources import job_resources

KINDS = {
    name: kind
    for name, kind in vars(job_resources).items()
    if name.endswith("Resource") and name[0] != "_" and name != "JobResource"
}


def test_there_is_one_for_each_port():
    assert len(KINDS) == 9


@pytest.mark.parametrize("name", KINDS)
def test_a_resource_gives_a_provider_and_holds_no_key(name):
    resource = KINDS[name](base_url="http://127.0.0.1:9")
    provider = resource.create_resource(dg.build_init_resource_context())
    assert name.lower().startswith(provider.name)
    assert provider.model
    fields = set(type(resource).model_fields)
    assert fields <= {"model", "base_url", "allow_loopback", "webhook_url"}
