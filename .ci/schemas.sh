#!/usr/bin/env bash
# Fetches the published schemas that reports are held against, from the packages that ship them, into a folder:
# SARIF 2.1.0 of OASIS from the crate serde-sarif, JUnit's XML of Jenkins' xUnit plugin from pytest's sources.
#
#     schemas.sh PIP FOLDER
set -euo pipefail
pip=$1 out=$2
mkdir -p "$out/crate/src"
cat > "$out/crate/Cargo.toml" <<'MANIFEST'
[package]
name = "schemas"
version = "0.0.0"
edition = "2024"
[dependencies]
serde-sarif = "=0.8.0"
[workspace]
MANIFEST
: > "$out/crate/src/lib.rs"
manifest=$(cargo metadata --quiet --format-version 1 --manifest-path "$out/crate/Cargo.toml" |
    python3 -c 'import json, sys; print(next(p["manifest_path"] for p in json.load(sys.stdin)["packages"] if p["name"] == "serde-sarif"))')
cp "$(dirname "$manifest")/src/schema.json" "$out/sarif-schema-2.1.0.json"
"$pip" download --quiet --disable-pip-version-check --no-deps --no-binary pytest pytest==8.4.2 --dest "$out"
tar --extract --gzip --to-stdout --file "$out/pytest-8.4.2.tar.gz" pytest-8.4.2/testing/example_scripts/junit-10.xsd > "$out/junit-10.xsd"

# As they were read when the reports were made to fit them.
(cd "$out" && sha256sum --check --quiet) <<'SUMS'
af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea  sarif-schema-2.1.0.json
a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6  junit-10.xsd
SUMS
