"""The code location."""

import dagster as dg

from jobs import footage, production, schedules, search
from manike.settings import load_settings
from manike_assets import catalogue
from resources.build import build_resources
from sensors.catalogues import changed_catalogues
from sensors.failures import failed_runs
from sensors.inbox import inbox
from sensors.new_footage import new_footage
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler
from sensors.strays import strays

defs = dg.Definitions(
    assets=catalogue.ASSETS,
    asset_checks=catalogue.CHECKS,
    jobs=[*production.ALL, *footage.ALL, *search.ALL],
    schedules=schedules.ALL,
    sensors=[
        new_requests,
        reconciler,
        inbox,
        failed_runs,
        strays,
        new_footage,
        changed_catalogues,
    ],
    resources=build_resources("embedded", load_settings()),
    # A step in a process of its own costs 2 CPU-seconds; the core starts children where it pays.
    executor=dg.in_process_executor,
)
