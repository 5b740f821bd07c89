#!/bin/sh
# Checks the syntax of a compose file: by `docker compose` where it is, else as YAML where python3 can read YAML.
set -eu
file=$1
if docker compose version >/dev/null 2>&1; then
  docker compose -f "$file" config --quiet && echo "docker compose accepts $(basename "$file")"
elif python3 -c 'import yaml' 2>/dev/null; then
  python3 - "$file" <<'END'
import sys, yaml
services = yaml.safe_load(open(sys.argv[1]))["services"]
for name, service in services.items():
    assert service["image"], name
    for port in service.get("ports", []):
        assert str(port).startswith("127.0.0.1:"), f"{name}: {port} is not bound to the loopback"
print("compose file: %d services, valid YAML" % len(services))
END
else
  echo "neither docker compose nor python3's yaml is here: $(basename "$file") is read by a test of wms2-cli" >&2
fi
