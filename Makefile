# Needs nothing but make and Python 3.11 or newer. `make` alone lists what there is.
# Another port, another Python: make run PORT=8001 PYTHON=python3.13

PYTHON = python3
PORT = 8000
# More for pytest: make test ARGS="-k dates -x"
ARGS =
# All cores; make test JOBS=0 stays in one process.
JOBS = auto

VENV = .venv
BIN = $(VENV)/bin
MANAGE = PORT=$(PORT) $(BIN)/python manage.py
PIP = $(BIN)/python -m pip --disable-pip-version-check
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist worksteal
LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
ROOMS = cms home network news projects
# Compressing the static files takes a while, so it is done only after they changed.
COLLECTED = var/static/.collected
HTML_VALIDATE = html-validate@9.7.1

.PHONY: help run dev install install-dev catalogues test test-pg test-browser test-hard bench bench-letters bench-search \
	check check-source check-templates check-types check-models check-deploy format messages lock upgrade html-validate clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: install catalogues ## start the demonstration site at http://127.0.0.1:8000
	@echo "Preparing the database and the static files ..."
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) seed_demo --if-empty
	@[ -e $(COLLECTED) ] && [ -z "$$(find static $(VENV)/run.stamp -newer $(COLLECTED))" ] || \
		{ $(MANAGE) collectstatic --noinput --verbosity 0 && touch $(COLLECTED); }
	@echo
	@echo "  ქართული    http://127.0.0.1:$(PORT)/ka/"
	@echo "  English    http://127.0.0.1:$(PORT)/en/"
	@echo "  Editors    http://127.0.0.1:$(PORT)/admin/"
	@echo "  Members    http://127.0.0.1:$(PORT)/ka/sign-in/   rep01@example.org ... rep17@example.org"
	@echo "  Mails      http://127.0.0.1:$(PORT)/mails/        the code to sign in is there"
	@echo
	@echo "  Ctrl-C stops it. Everything it keeps is in var/."
	@echo
	@PORT=$(PORT) BIND=127.0.0.1:$(PORT) DJANGO_SETTINGS_MODULE=cms.settings.local BIN=$(BIN) \
		exec sh deploy/local.sh $(BIN)/gunicorn --config deploy/gunicorn.conf.py cms.wsgi:application

dev: install-dev catalogues ## start it with DEBUG and reload at every change
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) seed_demo --if-empty
	@DEBUG=1 PORT=$(PORT) DJANGO_SETTINGS_MODULE=cms.settings.local BIN=$(BIN) \
		exec sh deploy/local.sh $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: install-dev catalogues ## all tests on the embedded database
	@$(PYTEST) $(ARGS)

test-pg: install-dev catalogues ## all tests on a throw-away PostgreSQL
	@$(BIN)/python tests/pg.py -- $(PYTEST) $(ARGS)

test-browser: install-dev catalogues ## only the tests in a real Chromium
	@$(PYTEST) tests/browser $(ARGS)

# Their names do not begin with test_: the other targets pass them over.
test-hard: install-dev catalogues ## minutes: kill -9 while people sign, ten thousand random steps; on both databases
	@$(PYTEST) tests/hard/hard_*.py $(ARGS)
	@$(BIN)/python tests/pg.py -- $(PYTEST) tests/hard/hard_*.py $(ARGS)

bench: install-dev catalogues ## speed of the main pages, beside a constant answer of the same size
	@$(BIN)/python -m tests.bench

bench-letters: install-dev catalogues ## the bars of the open letters: signing, counting, page and PDF (needs PostgreSQL)
	@$(BIN)/python -m tests.bench.letters

bench-search: install-dev catalogues ## the bars of the search, beside Wagtail's own, on both databases (needs PostgreSQL)
	@$(BIN)/python -m tests.bench.search

check: check-source check-templates check-types check-models ## lint, types, floors, pending migrations, messages

check-source: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

check-templates: install-dev
	find $(ROOMS) -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(BIN)/djlint --lint --quiet $(ROOMS)

check-types: install-dev
	$(BIN)/mypy

check-models: install-dev catalogues
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/project/test_messages.py

format: install-dev ## put the source into the shape that check asks for
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@find $(ROOMS) -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

# The values are made up: what is checked is that a complete production environment passes without a warning.
check-deploy: install ## Django's deployment checks on the production settings
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=www.example.org BASE_URL=https://www.example.org \
	DATABASE_URL=postgres://site:secret@127.0.0.1:5432/site \
	EMAIL_URL=smtp+tls://site:secret@mail.example.org:587 DEFAULT_FROM_EMAIL=site@example.org \
	DJANGO_SETTINGS_MODULE=cms.settings.production \
	$(MANAGE) check --deploy --fail-level WARNING

# File names without line numbers and no creation date: the diff shows changed sentences and nothing else.
messages: install-dev ## collect the sentences for translation (needs GNU gettext)
	@for domain in django djangojs; do \
		$(MANAGE) makemessages --locale ka --domain $$domain --add-location file --no-obsolete \
			--ignore .venv --ignore var --ignore tests --ignore node_modules || exit 1; \
	done
	@sed -i '/^"POT-Creation-Date:/d' locale/*/LC_MESSAGES/*.po

catalogues: install
	@$(MANAGE) compile_catalogues

install: $(VENV)/run.stamp
install-dev: $(VENV)/dev.stamp

$(VENV)/run.stamp: $(VENV)/venv.stamp requirements.txt
	@echo "Installing the locked packages into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	@echo "Installing the locked tools into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@

$(VENV)/venv.stamp:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and $(PYTHON) is older: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python came without its venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

lock: install-dev ## write requirements*.txt anew from pyproject.toml, keeping versions where possible
	@$(LOCK) $(UPGRADE) pyproject.toml -o requirements.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt

upgrade: ## the same, with the newest versions that pyproject.toml allows
	@$(MAKE) lock UPGRADE=--upgrade

html-validate: ## fetch the HTML validator that the tests use where it is present (needs npm)
	@npm install --prefix var/html-validate --no-package-lock --no-save --no-audit --no-fund --ignore-scripts \
		--loglevel error $(HTML_VALIDATE)

clean: ## remove the environment and everything in var/, the demonstration database too
	@rm -rf $(VENV) var .hypothesis
	@find $(ROOMS) tests locale -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +
