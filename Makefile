PYTHON ?= python3

.PHONY: demo test
demo:
	$(PYTHON) make.py demo
test:
	$(PYTHON) make.py test
