# Developers' tasks; the two commands everybody needs are ./run and ./test.
.PHONY: lint format types reference messages manual manual-text lock

lint:            ## style and import directions
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports

format:          ## put the files into the one format
	.venv/bin/ruff check --fix . && .venv/bin/ruff format .

types:           ## mypy
	.venv/bin/mypy

reference:       ## write docs/reference from the running code
	.venv/bin/ansinh reference

messages:        ## bring the English catalogue up to date with the texts of the code, and tell what is left to translate
	.venv/bin/python -m tests.messages

manual:          ## walk every kind of file in a browser and write docs/manual with its pictures
	ANSINH_RECORD=1 .venv/bin/pytest -q -n 4 tests/journeys/manual
	$(MAKE) manual-text

manual-text:     ## write the pages of docs/manual, leaving the pictures
	DJANGO_SETTINGS_MODULE=ansinh.config.settings PYTHONPATH=. .venv/bin/python -P -c \
	  "import django; django.setup(); from tests.journeys.manual.writing import write; write()"

lock:            ## resolve requirements/*.in again, with hashes and without host names
	for name in tools runtime dev fast sign spark peers; do .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done
