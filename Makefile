# Short names for `python3 scripts/project.py COMMAND`, where make is installed.
PYTHON ?= python3

.PHONY: setup demo test quick browser check schema docs bench
setup demo test quick browser check schema docs bench:
	@$(PYTHON) scripts/project.py $@
