"""Vendors that work by jobs as Dagster resources, without a key in any of them."""

import dagster as dg
import pytest

from resources import job_resources

KINDS = {
    name: kind
    for name, kind in vars(job_resources).items()
    if name.endswith("Resource") and not name.endswith("JobResource")
}


def test_there_is_one_for_each_port():
    assert len(KINDS) == 9


@pytest.mark.parametrize("name", KINDS)
def test_a_resource_gives_a_provider_and_holds_no_key(name):
    resource = KINDS[name](base_url="http://127.0.0.1:9")
    provider = resource.create_resource(dg.build_init_resource_context())
    assert name.lower().startswith(provider.name)
    assert type(provider).__name__ + "Resource" == type(resource).__name__ == name
    assert provider.name in type(resource).__doc__
    assert provider.model
    fields = set(type(resource).model_fields)
    assert fields <= {"model", "base_url", "allow_loopback", "webhook_url"}


def test_settings_reach_the_provider():
    resource = job_resources.ReplicateMotionResource(
        webhook_url="https://studio.example.com/hook", model="kwaivgi/kling-v1.6-pro"
    )

    @dg.op
    def asked(clips: dg.ResourceParam[object]):
        return [clips.model, clips._client.webhook_url]

    @dg.job(resource_defs={"clips": resource})
    def making():
        asked()

    told = making.execute_in_process().output_for_node("asked")
    assert told == ["kwaivgi/kling-v1.6-pro prompts 1", "https://studio.example.com/hook"]
