"""Deploys infra/template.yaml on ministack, which stands in for AWS, prepares it as README.md says, and runs a command.

The command finds where everything is in the JSON file that ENTREGA_STACK names. Everything listens on 127.0.0.1 and ends
with the command. What ministack does not do is done here, each with a word on why.
Usage: python infra/ministack.py FOLDER_OF_MINISTACKS_PROGRAMS COMMAND...
"""

import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import boto3
from samcli.yamlhelper import yaml_parse

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "target" / "debug"
WORK = ROOT / "target" / "ministack"
REGION = "us-east-1"
STACK = "entrega"
MAIL_FROM = "no-reply@entrega.example"


def free_port() -> int:
    """Returns a port of the loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def packaged() -> Path:
    """Writes the template with every function's code as the stripped binary that cargo built, and returns its path."""
    template = yaml_parse((ROOT / "infra" / "template.yaml").read_text(encoding="utf-8"))
    faces = ROOT / "functions" / "serve-web" / "ui" / "dist"
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            name = Path(properties["CodeUri"]).name
            folder = WORK / "functions" / name
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(["strip", "-o", folder / "bootstrap", BUILT / name], check=True)
            properties["CodeUri"] = str(folder)
            resource.pop("Metadata", None)
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            properties["ContentUri"] = str(faces)
            resource.pop("Metadata", None)
    path = WORK / "template.json"
    path.write_text(json.dumps(template, indent=1, default=str), encoding="utf-8")
    return path


def deploy(template: Path, parameters: dict[str, str]) -> None:
    """Runs `sam deploy`, whose long account of itself is shown only when it fails."""
    overrides = [f"{name}={value}" for name, value in parameters.items()]
    sam = Path(sys.executable).with_name("sam")
    command = [sam, "deploy", "--template-file", template, "--stack-name", STACK, "--resolve-s3", "--region", REGION]
    command += ["--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--parameter-overrides", *overrides]
    done = subprocess.run(
        command, check=False, cwd=WORK, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"{done.stdout}{done.stderr}\nsam deploy failed; ministack's own log is {WORK / 'ministack.log'}")


def import_routes(api, functions, template: dict, physical: dict[str, str]) -> int:
    """Makes the routes of the HTTP API: ministack does not read them from the API's body, into which SAM writes them."""
    made = 0
    for logical, resource in template["Resources"].items():
        if resource["Type"] != "AWS::ApiGatewayV2::Api":
            continue
        integrations = {}
        for path, methods in resource["Properties"]["Body"]["paths"].items():
            for method, operation in methods.items():
                uri = json.dumps(operation["x-amazon-apigateway-integration"]["uri"])
                function = re.search(r"\$\{(\w+)\.Arn\}", uri)[1]
                if function not in integrations:
                    arn = functions.get_function(FunctionName=physical[function])["Configuration"]["FunctionArn"]
                    integration = api.create_integration(
                        ApiId=physical[logical],
                        IntegrationType="AWS_PROXY",
                        IntegrationUri=arn,
                        PayloadFormatVersion="2.0",
                    )
                    integrations[function] = integration["IntegrationId"]
                verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                key = "$default" if path == "/$default" else f"{verb} {path}"
                target = f"integrations/{integrations[function]}"
                api.create_route(ApiId=physical[logical], RouteKey=key, Target=target)
                made += 1
    return made


def admin(settings: dict[str, str], *arguments: str) -> str:
    """Runs `entrega-admin` and returns what it printed."""
    command = [BUILT / "entrega-admin", *arguments]
    done = subprocess.run(command, check=True, env=os.environ | settings, capture_output=True, text=True)
    return done.stdout


def prepare(endpoint: str, receiver: str) -> dict[str, str]:
    """Does what README.md asks for once per stack, and returns where everything is."""
    client = {name: boto3.client(name) for name in ("cloudformation", "apigatewayv2", "lambda", "sesv2")}
    stack = client["cloudformation"].describe_stacks(StackName=STACK)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    resources = client["cloudformation"].describe_stack_resources(StackName=STACK)["StackResources"]
    physical = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}
    processed = client["cloudformation"].get_template(StackName=STACK, TemplateStage="Processed")["TemplateBody"]
    processed = processed if isinstance(processed, dict) else json.loads(processed)
    routes = import_routes(client["apigatewayv2"], client["lambda"], processed, physical)
    print(f"{len(physical)} resources, {routes} routes", flush=True)

    client["sesv2"].create_email_identity(EmailIdentity=MAIL_FROM)
    client["sesv2"].put_account_details(
        ProductionAccessEnabled=True, MailType="TRANSACTIONAL", WebsiteURL="https://entrega.example"
    )
    settings = {
        "TABLE_NAME": outputs["TableName"],
        "BUCKET_NAME": outputs["FilesBucketName"],
        "SECRETS_PREFIX": outputs["SecretsPrefixName"],
        "PUBLIC_URL": outputs["PublicAddress"],
    }
    print(admin(settings, "create-secrets"), end="", flush=True)
    founded = admin(
        settings, "create-account", "--name", "Norte Livros", "--email", "gerente@example.com", "--manager", "Nara Melo"
    )
    return {
        # The path-style address: no name has to be resolved.
        "url": f"{endpoint}/_aws/execute-api/{physical['Api']}/%24default",
        "endpoint": endpoint,
        "inboundSmsTopic": outputs["InboundSmsTopicArn"],
        "invitation": re.search(r"/invitations/(\w+)", founded)[1],
        "receiver": receiver,
    }


def wait_for(endpoint: str, process: subprocess.Popen) -> None:
    """Returns once ministack answers."""
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"ministack ended by itself; see {WORK / 'ministack.log'}")
        try:
            with urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("ministack does not answer")


def main() -> int:
    """Starts, deploys, prepares, runs the command, stops."""
    programs, command = Path(sys.argv[1]).resolve(), sys.argv[2:]
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    endpoint, receiver = f"http://127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    os.environ.update(
        AWS_ENDPOINT_URL=endpoint,
        AWS_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
    )
    settings = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": endpoint.rsplit(":", 1)[1], "IOT_MTLS_ENABLED": "0"}
    with (WORK / "ministack.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [programs / "ministack"], env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT, cwd=WORK
        )
        try:
            wait_for(endpoint, process)
            architecture = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
            parameters = {
                "Architecture": architecture,
                "PublicUrl": "https://entrega.example",
                "MailFrom": MAIL_FROM,
                "InboundSmsNumber": "+12025550143",
                "WebhookAllowedHosts": receiver,
                "LogLevel": "warn",
            }
            started = time.monotonic()
            deploy(packaged(), parameters)
            stack = WORK / "stack.json"
            stack.write_text(json.dumps(prepare(endpoint, receiver), indent=1), encoding="utf-8")
            print(f"deployed and prepared in {time.monotonic() - started:.0f} s", flush=True)
            return subprocess.run(command, env=os.environ | {"ENTREGA_STACK": str(stack)}, check=False).returncode
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    sys.exit(main())
