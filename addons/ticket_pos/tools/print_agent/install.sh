#!/bin/sh
# Installs or updates the print agent on Debian or Ubuntu:
#   curl -fsSL @SERVER@/ticket/print-agent.sh | sudo sh -s -- PAIRING-CODE
# Without a code it only updates the program. Remove it all by `sh -s -- --remove`.
set -eu
server='@SERVER@'
home=/var/lib/print-agent
program=/usr/local/lib/print-agent/print-agent.pyz
unit=/etc/systemd/system/print-agent.service
code=${1:-}

say() { printf '%s\n' "$*"; }
die() { say "$*" >&2; exit 1; }
systemd() { [ -d /run/systemd/system ]; }

[ "$(id -u)" = 0 ] || die "Run this as root: put sudo before sh."

if [ "$code" = --remove ]; then
    if systemd; then systemctl disable --now print-agent.service 2>/dev/null || true; fi
    rm -rf "$unit" /usr/local/bin/print-agent "$(dirname "$program")"
    say "The print agent is removed. Tickets it had and its pairing are still in $home."
    exit 0
fi

command -v python3 >/dev/null || {
    say "Installing Python."
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 ca-certificates >/dev/null
}
python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || die "Python 3.9 or newer is needed."

getent group print-agent >/dev/null || groupadd --system print-agent
getent passwd print-agent >/dev/null ||
    useradd --system --gid print-agent --home-dir "$home" --shell /usr/sbin/nologin print-agent
# the groups that may write to USB and serial printers
for group in lp dialout; do
    if getent group "$group" >/dev/null; then usermod -a -G "$group" print-agent; fi
done
mkdir -p "$home" "$(dirname "$program")"
chown print-agent:print-agent "$home"
chmod 700 "$home"

say "Fetching the program from $server."
python3 - "$server/ticket/print-agent.pyz" "$program.new" <<'FETCH'
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=60) as reply, open(sys.argv[2], "wb") as file:
    file.write(reply.read())
FETCH
python3 "$program.new" --version >/dev/null || die "What came from $server is not the print agent."
chmod 755 "$program.new"
mv "$program.new" "$program"

cat > /usr/local/bin/print-agent <<WRAPPER
#!/bin/sh
exec python3 $program --home $home "\$@"
WRAPPER
chmod 755 /usr/local/bin/print-agent

if [ -n "$code" ]; then
    if command -v runuser >/dev/null; then
        runuser -u print-agent -- /usr/local/bin/print-agent pair "$server" "$code"
    else
        su -s /bin/sh print-agent -c "/usr/local/bin/print-agent pair '$server' '$code'"
    fi
elif [ ! -e "$home/agent.json" ]; then
    die "Give the pairing code that the server shows: … | sudo sh -s -- CODE"
fi

if systemd; then
    cat > "$unit" <<'UNIT'
[Unit]
Description=Ticket print agent
Documentation=@SERVER@
Wants=network-online.target
After=network-online.target

[Service]
User=print-agent
ExecStart=/usr/local/bin/print-agent run
Restart=always
RestartSec=3
# a damaged spool or a missing pairing is for a person, not for another try
RestartPreventExitStatus=2 3
# the ticket that is being printed is finished first
TimeoutStopSec=180
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=/var/lib/print-agent
ProtectHome=yes
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
UNIT
    systemctl daemon-reload
    systemctl enable -q print-agent.service
    systemctl restart print-agent.service
    say "The print agent runs. 'print-agent status' shows its tickets, 'journalctl -u print-agent' its log."
else
    say "There is no systemd here. Start it yourself: runuser -u print-agent -- print-agent run"
fi
