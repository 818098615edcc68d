from dataclasses import fields

import dagster as dg

from manike.production.providers import Providers
from manike.profiles import embedded_providers
from resources.build import build_resources


def test_the_studio_works_with_the_same_providers_as_the_command(settings):
    resources = build_resources("embedded", settings)
    context = dg.build_init_resource_context()
    providers = embedded_providers(settings.cache)
    for job in (field.name for field in fields(Providers)):
        assert type(resources[job].create_resource(context)) is type(getattr(providers, job))
