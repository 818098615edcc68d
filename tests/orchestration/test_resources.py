from dataclasses import fields

import dagster as dg

from manike.ids import TenantId
from manike.production.provider_plans.providers import Providers
from manike.profiles import embedded_providers
from resources.build import build_resources
from resources.milvus_index import MilvusIndex
from resources.milvus_resource import MilvusResource


def test_the_studio_works_with_the_same_providers_as_the_command(settings):
    resources = build_resources("embedded", settings)
    context = dg.build_init_resource_context()
    providers = embedded_providers(settings.cache)
    for job in (field.name for field in fields(Providers)):
        assert type(resources[job].create_resource(context)) is type(getattr(providers, job))


def test_milvus_is_a_resource_that_asks_nobody_and_holds_no_token(monkeypatch):
    monkeypatch.setenv("MANIKE_MILVUS_TOKEN", "very-secret-token")
    resource = MilvusResource(url="http://127.0.0.1:9")
    indexes = resource.create_resource(dg.build_init_resource_context())
    assert isinstance(indexes.open(TenantId("acme"), "scene"), MilvusIndex)
    assert set(MilvusResource.model_fields) == {"url"}
    assert "very-secret-token" not in repr(resource) + repr(vars(indexes))
