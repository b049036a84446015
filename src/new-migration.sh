#!/usr/bin/env bash
# Writes a migration for every context and provider whose model has changed: src/new-migration.sh NAME.
# Needs the tool dotnet-ef: dotnet tool install -g dotnet-ef --version 10.0.15
set -eu
name=${1:?usage: src/new-migration.sh NAME}
cd "$(dirname "$0")/.."
export MigrationTools=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PATH="$PATH:$HOME/.dotnet/tools"

# One project after the other: a context in SQLite and the same in PostgreSQL.
write() {
  project=src/Navis.Personalize.$1
  shift
  dotnet build "$project" -v q -nologo
  while [ $# -gt 0 ]; do
    if dotnet ef migrations has-pending-model-changes --no-build --project "$project" --context "$1" >/dev/null; then
      echo "$1: no change"
    else
      dotnet ef migrations add "$name" --no-build --project "$project" --context "$1" --output-dir "$2"
    fi
    shift 2
  done
}

write Application NavisDb Storage/Migrations PostgresNavisDb Storage/Postgres/Migrations
write Web AccountsDb Accounts/Migrations PostgresAccountsDb Accounts/Postgres/Migrations
