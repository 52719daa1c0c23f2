# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
OUT ?= out

.PHONY: demo test bench lint docs templates clean

demo: $(VENV)/.demo
	@mkdir -p $(OUT)
	@$(BIN)/docgen render fixtures/lang_son_ke_hoach.yaml fixtures/dak_nong_quyet_dinh.yaml -o $(OUT)/ --force
	@$(BIN)/docgen render fixtures/lang_son_ke_hoach.yaml -o $(OUT)/lang_son_ke_hoach.html --force
	@if $(BIN)/python -c "import sys; from docgen.write.pdf import find_soffice; sys.exit(find_soffice() is None)"; then \
	  $(BIN)/docgen render fixtures/lang_son_ke_hoach.yaml fixtures/dak_nong_quyet_dinh.yaml -o $(OUT)/ --pdf --force; \
	else echo "LibreOffice is not installed: no PDF this time ('$(BIN)/docgen doctor' tells how to get it)."; fi
	@echo; echo "Real documents, ready to open in Word:"; ls -1 $(OUT)/*.docx; ls -1 $(OUT)/*.html $(OUT)/*.pdf 2>/dev/null || true

test: $(VENV)/.system $(VENV)/.dev
	$(BIN)/python -m pytest $(TESTS)

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py $(BENCH)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python tools/make_docs.py
	$(BIN)/python tools/make_conformance.py
	$(BIN)/python tools/make_rules.py
	$(BIN)/python tools/make_faults.py

templates: $(VENV)/.dev
	$(BIN)/docgen templates build

$(VENV)/.venv:
	@PYTHON="$(PYTHON)" sh tools/make_venv.sh $(VENV)
	@touch $@

# The product alone, with the fast compressor.
$(VENV)/.demo: $(VENV)/.venv pyproject.toml requirements.lock
	@test -f $(VENV)/.dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[speed]"
	@$(BIN)/python -m compileall -q docgen
	@touch $@

# Everything the tests need.
$(VENV)/.dev: $(VENV)/.venv pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[dev]"
	@$(BIN)/python -m compileall -q docgen
	@touch $@

# LibreOffice, fonts and Chromium, where apt is there; tests say what they skip where it is not.
$(VENV)/.system: $(VENV)/.venv tools/system_packages.sh
	sh tools/system_packages.sh
	@touch $@

clean:
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
