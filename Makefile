# Short names for `python3 scripts/project.py COMMAND`, where make is installed.
PYTHON ?= python3

.PHONY: setup demo test check schema bench
setup demo test check schema bench:
	@$(PYTHON) scripts/project.py $@
