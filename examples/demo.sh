#!/bin/sh
# Runs the main job on the examples: validate, impact, plan, import, site. Writes only below .demo/.
set -eu
cd "$(dirname "$0")/.."
rm -rf .demo
mkdir .demo
cp -R examples .demo/cmdb
cd .demo

# A repository of its own, so that the user's settings and hooks stay out of it.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
save() { git -C cmdb add -A && git -C cmdb -c user.name=Demo -c user.email=demo@example.com commit -q -m "$1"; }

if [ -t 1 ]; then bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m'); else bold='' dim='' plain=''; fi
say() { printf '\n%s── %s%s\n\n' "$bold" "$1" "$plain"; }
run() { printf '%s$ %s%s\n' "$dim" "$*" "$plain"; "$@"; }
fails() { run "$@" && { echo "this should have failed"; exit 1; } || true; }

git init -q -b main cmdb
save "The landscape of Qingluo Instruments"

say "Is everything valid, and can every promise be kept?"
run itsm --root cmdb validate

say "Who feels it if this server fails?"
run itsm --root cmdb impact ci:hz-host-1

say "A change: the third mailbox server goes, and P1 may take six hours"
sed -i.bak -e 's/anyOf: \[ci:mbx-1, ci:mbx-2, ci:mbx-3\]/anyOf: [ci:mbx-1, ci:mbx-2]/' \
    -e '/response-time/s/P1: 15m/P1: 6h/' cmdb/services/email.yaml
rm -f cmdb/services/email.yaml.bak
fails itsm --root cmdb plan main

say "What validate says about it"
fails itsm --root cmdb validate --quiet
git -C cmdb checkout -q -- .

say "GitLab.com's own service catalogue, imported"
run itsm import gitlab ../tests/data/gitlab --out gitlab >gitlab-import.txt
grep -E '^(warning|note)' gitlab-import.txt | sed -E 's/^(warning|note).*: (.*)$/\1/' | sort | uniq -c
grep '^warning' gitlab-import.txt | head -3
tail -1 gitlab-import.txt

say "What is wrong with it"
fails itsm --root gitlab validate --output gitlab-findings.txt
grep -E "^(error|note)" gitlab-findings.txt | sed -E 's/: .*//' | sort | uniq -c | sort -rn
echo
grep -E "^(error.*(: no |itself)|note)" gitlab-findings.txt | sort | uniq -c | sort -rn
run itsm --root gitlab impact service:postgres

say "The service catalogue as a website"
run itsm --root cmdb site build --out site
echo
echo "Open .demo/site/index.html"
