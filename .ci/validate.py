"""Holds what addsup writes for machines against the published schemas.

    validate.py ADDSUP SCHEMAS

Runs the program on every folder of tests/cases and on claims, in the repository's root, and validates the
reports as SARIF, JUnit and JSON; SCHEMAS is the folder that schemas.sh fills. Also checks that the failures
of a report and the exit status say the same.
Needs the packages jsonschema and xmlschema.
"""

import copy
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import xmlschema


def faults_of_json(validator, document):
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]


def faults_of_sarif(log, status):
    """What the schema cannot say: indices, and that errors and exit status agree."""
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"{result['ruleId']} is not rule {result['ruleIndex']}"
    if len({json.dumps(result["partialFingerprints"]) for result in run["results"]}) != len(run["results"]):
        yield "two results have one fingerprint"
    fails = any(r["level"] == "error" and "suppressions" not in r for r in run["results"])
    if fails != (status != 0) or run["invocations"][0]["exitCode"] != status:
        yield f"the results and the exit status {status} disagree"


def faults_of_junit(path, status):
    """Counts that do not agree with what they count, or with the exit status."""
    root = ElementTree.parse(path).getroot()
    kinds = {"tests": ".//testcase", "failures": ".//failure", "errors": ".//error"}
    for suite in [root, *root.iter("testsuite")]:
        for kind, tag in kinds.items():
            if int(suite.get(kind)) != len(suite.findall(tag)):
                yield f"{suite.get('name')}: {kind} are miscounted"
    expected = 2 if int(root.get("errors")) else 1 if int(root.get("failures")) else 0
    if expected != status:
        yield f"the cases and the exit status {status} disagree"


def main(addsup, schemas):
    def schema_validator(schema):
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        return kind(schema, format_checker=jsonschema.FormatChecker())

    sarif = schema_validator(json.loads(Path(schemas, "sarif-schema-2.1.0.json").read_text("utf-8")))
    own = json.loads(subprocess.run([addsup, "schema", "--report"], capture_output=True, check=True).stdout)
    report = schema_validator(own)
    junit = xmlschema.XMLSchema(Path(schemas, "junit-10.xsd"))
    faults = []
    folders = [Path("claims"), *sorted(path for path in Path("tests/cases").iterdir() if path.is_dir())]
    results = 0
    with tempfile.TemporaryDirectory() as out:
        paths = {name: Path(out, name) for name in ["report.sarif", "report.xml", "report.json"]}
        outputs = [argument for path in paths.values() for argument in ("--output", path)]
        for folder in folders:
            run = subprocess.run([addsup, "check", "--quiet", folder, *outputs], capture_output=True)
            found = []
            if run.returncode not in (0, 1, 2) or run.stderr:
                found.append(f"status {run.returncode}: {run.stderr.decode()}")
            log = json.loads(paths["report.sarif"].read_text("utf-8"))
            results += len(log["runs"][0]["results"])
            found += faults_of_json(sarif, log)
            found += faults_of_sarif(log, run.returncode)
            found += faults_of_json(report, json.loads(paths["report.json"].read_text("utf-8")))
            found += [str(error.reason) for error in junit.iter_errors(str(paths["report.xml"]))]
            found += faults_of_junit(paths["report.xml"], run.returncode)
            faults += [f"{folder}: {fault}" for fault in found]

        # A validator that lets everything pass would be no test.
        broken = copy.deepcopy(log)
        broken["runs"][0]["results"].append({"level": "fatal"})
        if len(faults_of_json(sarif, broken)) < 2:
            faults.append("the SARIF schema lets a broken log pass")
        broken_suite = '<testsuites><testsuite name="a" tests="1"><case/></testsuite></testsuites>'
        if junit.is_valid(broken_suite):
            faults.append("the JUnit schema lets a broken report pass")

    if results == 0:
        faults.append("no report has a result")
    for fault in faults:
        print(fault)
    print(f"{len(folders)} folders, {results} results, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
