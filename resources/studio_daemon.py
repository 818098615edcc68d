"""``python -m resources.studio_daemon``: Dagster's daemon, which looks at sensors more often."""

from dagster._daemon import sensor
from dagster._daemon.cli import main

LOOK_EVERY_S = 1
"""Dagster's own 5 s would be a third of what a film may wait, three times over."""

if __name__ == "__main__":
    sensor.MIN_INTERVAL_LOOP_TIME = LOOK_EVERY_S
    main()
