#!/usr/bin/env bash
# Run once by the postgres image, on an empty volume. Two roles: the owner, which only `migrate` uses, and the role the host runs
# with, which may connect; what it may touch is granted table by table when the owner migrates.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$FUNDING_OWNER_PASSWORD" --set app_password="$FUNDING_APP_PASSWORD" <<'SQL'
CREATE ROLE funding_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE funding_app LOGIN PASSWORD :'app_password';
CREATE DATABASE funding OWNER funding_owner;
REVOKE ALL ON DATABASE funding FROM PUBLIC;
GRANT CONNECT ON DATABASE funding TO funding_app;
SQL
