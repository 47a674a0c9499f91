#!/usr/bin/env bash
# backup.sh                 database and files into /backups/<UTC time>; the newest KEEP (30) are kept
# backup.sh restore <time>  put one back. The Odoo nodes must be stopped: docker compose stop odoo1 odoo2
set -euo pipefail
database=${DATABASE:-venue} backups=${BACKUPS:-/backups} files=${FILES:-/files} keep=${KEEP:-30}
if [ -r "${PGPASSWORD_FILE:-}" ]; then PGPASSWORD=$(<"$PGPASSWORD_FILE"); export PGPASSWORD; fi
say() { echo "$(date -u +%FT%TZ) $*"; }

backup() {
  local name target
  name=$(date -u +%FT%H%M%S); target=$backups/$name
  mkdir -p "$target.part"
  # the database first: files are only ever added, so every file it knows is in the later copy
  pg_dump --format=custom --file="$target.part/database.dump" "$database"
  tar -C "$files/filestore" -czf "$target.part/files.tar.gz" "$database"
  pg_restore --list "$target.part/database.dump" >/dev/null
  mv "$target.part" "$target"
  say "saved $name ($(du -sh "$target" | cut -f1))"
  find "$backups" -mindepth 1 -maxdepth 1 -type d -name '????-??-??T*' ! -name '*.part' | sort -r | tail -n +$((keep + 1)) | xargs -r rm -rf
}

restore() {
  local from=$backups/$1 staged=${database}_restored
  [ -f "$from/database.dump" ] || { echo "no backup $1 in $backups" >&2; exit 1; }
  local users
  users=$(psql -d postgres -tAc "SELECT count(*) FROM pg_stat_activity WHERE datname = '$database'")
  [ "$users" = 0 ] || { echo "database $database is in use; stop the Odoo nodes first" >&2; exit 1; }
  # beside the old one first: a broken backup leaves everything as it was
  psql -d postgres -qc "DROP DATABASE IF EXISTS \"$staged\"" -c "CREATE DATABASE \"$staged\" TEMPLATE template0"
  pg_restore --no-owner --exit-on-error --dbname="$staged" "$from/database.dump"
  rm -rf "$files/restored"; mkdir -p "$files/restored" "$files/filestore"
  tar -C "$files/restored" -xzf "$from/files.tar.gz"
  psql -d postgres -qc "DROP DATABASE IF EXISTS \"$database\"" -c "ALTER DATABASE \"$staged\" RENAME TO \"$database\""
  rm -rf "${files:?}/filestore/$database"
  mv "$files/restored/$database" "$files/filestore/$database"
  rmdir "$files/restored"
  say "restored $1"
}

case ${1:-backup} in
  backup) backup ;;
  restore) restore "${2:?which backup? $(find "$backups" -mindepth 1 -maxdepth 1 -printf '%f ')}" ;;
  *) sed -n '2,3s/^# //p' "$0" ;;
esac
