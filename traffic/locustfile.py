"""Sends vaccinations to Canario's entry with Locust:

    locust -f traffic/locustfile.py --host http://localhost:3050

The records come from traffic.json beside this file; traffic/README.md lists the environment variables.
"""

import json
import os
import random
import re
import sys
from pathlib import Path

from locust import FastHttpUser, LoadTestShape, constant_throughput, task

KEYS = ("name", "location", "age", "vaccine_type", "n_dose")
DEFAULT_FILE = Path(__file__).resolve().parent / "traffic.json"


def read_bodies(path):
    """The records of the file, a JSON array in UTF-8 (with or without BOM) or Latin-1, as request bodies."""
    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    try:
        records = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from None
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise ValueError(f"{path} is not a JSON array with records in it")
    return [json.dumps(with_usual_keys(record), ensure_ascii=False).encode() for record in records]


def with_usual_keys(record):
    """Keys in odd capitals ("Name") get their usual form; values stay: the entry knows the spellings."""
    return {key.lower() if key.lower() in KEYS else key: value for key, value in record.items()}


def read_shape(text):
    """The steps of "seconds:users,seconds:users": so many users for so long."""
    if not re.fullmatch(r"\d+:\d+(,\d+:\d+)*", text):
        raise ValueError(f'CANARIO_SHAPE is "{text}", expected "seconds:users,seconds:users"')
    return [tuple(int(number) for number in step.split(":")) for step in text.split(",")]


def read_throughput(text):
    """Vaccinations a second of one user."""
    if not re.fullmatch(r"\d+(\.\d+)?", text) or float(text) == 0:
        raise ValueError(f'CANARIO_THROUGHPUT is "{text}", expected a number above 0')
    return float(text)


def complaint(response):
    """Why an answer is a failure, in the same words for the same cause; None for one as it should be."""
    status = response.status_code
    if status == 0:
        return f"no answer: {type(getattr(response, 'error', None)).__name__}"
    if 200 <= status < 300:
        cut_off = response.request_meta.get("exception")
        return f"answer cut off: {type(cut_off).__name__}" if cut_off else None
    if status == 503 and response.headers.get("retry-after"):
        return "overload: 503 with Retry-After"
    try:
        problem = json.loads(response.text)
        fields = [f"{error['path']}: {error['message']}" for error in problem.get("errors", [])]
        return f"{status} {problem['title']} {'; '.join(fields)}"[:200].strip()
    except (ValueError, TypeError, KeyError, AttributeError):
        return f"{status} without a problem+json body"


try:
    BODIES = read_bodies(os.environ.get("CANARIO_TRAFFIC_FILE") or DEFAULT_FILE)
    STEPS = read_shape(os.environ["CANARIO_SHAPE"]) if os.environ.get("CANARIO_SHAPE") else []
    THROUGHPUT = read_throughput(os.environ.get("CANARIO_THROUGHPUT") or "1")
except (OSError, ValueError) as error:
    sys.exit(f"locustfile.py: {error}")

chance = random.Random(os.environ.get("CANARIO_SEED") or None)


class Vaccinator(FastHttpUser):
    """Reports CANARIO_THROUGHPUT vaccinations a second, fewer when the answers are slow."""

    wait_time = constant_throughput(THROUGHPUT)
    connection_timeout = 10.0
    network_timeout = 10.0

    @task
    def report(self):
        answer = self.client.post(
            "/",
            data=chance.choice(BODIES),
            headers={"Content-Type": "application/json"},
            name="/ [no lane]",
            catch_response=True,
        )
        if not hasattr(answer, "request_meta"):
            return  # Locust 2.12 has already counted an answer that was cut off, and hands it over bare
        with answer as response:
            lane = response.headers.get("x-canario-lane") if response.status_code else None
            if lane:
                response.request_meta["name"] = f"/ [{lane}]"
            why = complaint(response)
            if why:
                response.failure(why)
            else:
                response.success()


if STEPS:

    class Steps(LoadTestShape):
        """Users over time as CANARIO_SHAPE says; the test ends with the last step."""

        def tick(self):
            end = 0
            for seconds, users in STEPS:
                end += seconds
                if self.get_run_time() < end:
                    return users, max(users, 1)
            return None
