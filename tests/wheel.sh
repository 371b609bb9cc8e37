#!/bin/sh
# Build the sdist and from it the wheel, install that alone, and run it from another folder.
set -eu
python=$1
here=$(pwd)
case $python in /*) ;; *) python=$here/$python ;; esac
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

echo "building the wheel …"
"$python" -m build --outdir "$away/dist" . >"$away/build.log" 2>&1 || { cat "$away/build.log" >&2; exit 1; }

echo "installing it alone …"
"$python" -m venv "$away/venv"
"$away/venv/bin/python" -m pip --disable-pip-version-check --quiet install "$away"/dist/*.whl

echo "running it from another folder …"
cd "$away"
export XDG_CACHE_HOME="$away/cache"
unset PANOPTRADE_WORKSPACE
"$away/venv/bin/panoptrade" --version
"$away/venv/bin/panoptrade" sources --format csv >sources.csv
"$away/venv/bin/panoptrade" demo >demo.txt
grep -q '^Next:' demo.txt
# The extra `resolve` holds DuckDB below 2, so the tests run on DuckDB 1: here it is the newest.
for asked in coverage dependence whatif 'flows --all-definitions' 'exposure --on 2024-06-01' 'rank --measure pagerank'; do
  # shellcheck disable=SC2086 # words of ours
  "$away/venv/bin/panoptrade" $asked --format csv 2>remarks.txt >asked.csv || { cat remarks.txt >&2; exit 1; }
  test "$(wc -l <asked.csv)" -gt 1
done
test -s demo/network.html
test "$(wc -l <sources.csv)" -gt 10
"$away/venv/bin/python" -c 'import panoptrade; assert "venv" in panoptrade.__file__, panoptrade.__file__'
echo "the wheel works: $(ls dist | tr '\n' ' ')"
