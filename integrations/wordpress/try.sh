#!/usr/bin/env bash
# Tries the plugin in a WordPress of its own: Debian's wordpress, MariaDB and PHP, in a temporary folder, on ports of this
# machine only. Prints versions and results; ends with 1 if one is not as it should be.
#
#   integrations/wordpress/try.sh [--install] [--keep] [--pictures FOLDER]
#
# --install installs what is missing with apt-get: wordpress, a theme, mariadb-server, php-cli, php-mysql, php-xml, curl.
# --keep leaves the site running until Enter is pressed. With dist/ built and the packages of the journeys there
# (cargo xtask test journeys), it also logs in with Chromium and writes a page in the block editor as an author.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
packages="wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-mysql php-xml php-mbstring curl"
install='' keep='' pictures=''
while [ $# -gt 0 ]; do
    case $1 in
    --install) install=1 ;;
    --keep) keep=1 ;;
    --pictures) pictures=$2 && shift ;;
    *) sed -n '2,10p' "$0" && exit 2 ;;
    esac
    shift
done

PATH=$PATH:/usr/sbin
missing=''
for program in php mariadbd mariadb-install-db curl; do command -v "$program" >/dev/null || missing="$missing $program"; done
[ -f /usr/share/wordpress/wp-load.php ] || missing="$missing wordpress"
[ -d /usr/share/wordpress/wp-content/themes/twentytwentythree ] || missing="$missing a-theme"
if [ -n "$missing" ] && [ -n "$install" ]; then
    as_root=''
    [ "$(id -u)" = 0 ] || as_root=sudo
    # Debian starts a database as soon as it is installed; this trial starts its own.
    rule=/usr/sbin/policy-rc.d
    $as_root sh -ec "test -e $rule || { trap 'rm -f $rule' EXIT; printf '#!/bin/sh\nexit 101\n' >$rule; chmod +x $rule; }
        apt-get update || true
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $packages"
elif [ -n "$missing" ]; then
    printf 'not tried: missing%s\n    sudo apt-get install --no-install-recommends %s\n' "$missing" "$packages"
    exit 2
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/planner-wordpress.XXXXXX")
# Each server gets a process group of its own, for PHP's leaves its helpers behind.
set -m
started=()
finish() {
    for id in "${started[@]}"; do kill -- "-$id" 2>/dev/null || true; done
    for id in "${started[@]}"; do wait "$id" 2>/dev/null || true; done
    rm -rf "$home"
}
trap finish EXIT

free_port() { php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'; }
site_port=${SITE_PORT:-$(free_port)}
planner_port=${PLANNER_PORT:-$(free_port)}
# Two sites to a browser, both on this machine.
export TRY_SITE=http://clinic.localhost:$site_port TRY_PLANNER=http://planner.localhost:$planner_port

# A database of its own, reached by a socket only.
[ "$(id -u)" = 0 ] && as=(--user=root) || as=()
mariadb-install-db --no-defaults "${as[@]}" --datadir="$home/db" --auth-root-authentication-method=normal --skip-test-db >"$home/db.log" 2>&1
mariadbd --no-defaults "${as[@]}" --datadir="$home/db" --socket="$home/db.sock" --pid-file="$home/db.pid" --skip-networking >>"$home/db.log" 2>&1 &
started+=($!)

# A copy, so that nothing of the machine's own WordPress is touched.
mkdir "$home/site"
cp -aL /usr/share/wordpress/. "$home/site/"
chmod -R u+w "$home/site"
mkdir "$home/site/wp-content/plugins/microneedling-planner"
cp "$here/microneedling-planner.php" "$home/site/wp-content/plugins/microneedling-planner/"
cat >"$home/site/wp-config.php" <<PHP
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$home/db.sock' );
define( 'DB_CHARSET', 'utf8mb4' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as \$name ) {
	define( \$name . '_KEY', 'only for a trial ' . \$name );
	define( \$name . '_SALT', 'only for a trial, too ' . \$name );
}
// Lets roles sign in to the REST interface without HTTPS.
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$home/php.log' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
\$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require ABSPATH . 'wp-settings.php';
PHP

for _ in $(seq 100); do
    php -r 'mysqli_report(0); exit(@mysqli_connect("localhost", "root", "", "", 0, $argv[1]) ? 0 : 1);' "$home/db.sock" && break
    sleep 0.2
done
php -r 'mysqli_connect("localhost", "root", "", "", 0, $argv[1])->query("CREATE DATABASE wordpress CHARACTER SET utf8mb4");' "$home/db.sock"

# The planner itself if it is built, else a stand-in that only says that it was loaded.
if [ -f "$root/dist/embed.js" ]; then
    planner="$root/dist"
else
    planner="$home/stand-in"
    mkdir "$planner"
    echo 'document.documentElement.dataset.loaded = "stand-in";' >"$planner/embed.js"
fi
cat >"$home/planner.php" <<'PHP'
<?php
$types = array( 'js' => 'text/javascript', 'wasm' => 'application/wasm', 'css' => 'text/css', 'json' => 'application/json', 'html' => 'text/html', 'svg' => 'image/svg+xml' );
$path  = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file  = realpath( $_SERVER['DOCUMENT_ROOT'] . ( str_ends_with( $path, '/' ) ? $path . 'index.html' : $path ) );
header( 'Access-Control-Allow-Origin: *' );
if ( ! $file || ! is_file( $file ) || ! str_starts_with( $file, realpath( $_SERVER['DOCUMENT_ROOT'] ) . '/' ) ) {
	http_response_code( 404 );
	exit;
}
header( 'Content-Type: ' . ( $types[ pathinfo( $file, PATHINFO_EXTENSION ) ] ?? 'text/plain' ) );
readfile( $file );
PHP
PHP_CLI_SERVER_WORKERS=4 php -S "127.0.0.1:$planner_port" -t "$planner" "$home/planner.php" >"$home/planner.log" 2>&1 &
started+=($!)

export TRY_HOME=$home
php "$here/try/set-up.php" "$home/site" >"$home/set-up.log" || { cat "$home/set-up.log" "$home/php.log" | sed 's/<[^>]*>//g' | tail -20; exit 1; }
cat "$home/set-up.log"
PHP_CLI_SERVER_WORKERS=4 php -S "127.0.0.1:$site_port" -t "$home/site" >"$home/site.log" 2>&1 &
started+=($!)
sleep 0.3
for id in "${started[@]}"; do kill -0 "$id" || { echo "a server of the trial ended at once:"; cat "$home"/*.log; exit 1; }; done
for _ in $(seq 50); do curl -sf -o /dev/null "http://127.0.0.1:$site_port/readme.html" && break; sleep 0.1; done

result=0
php "$here/try/roles.php" "$home/site" || result=1

chrome=${CHROME_PATH:-$(command -v chromium || command -v google-chrome || true)}
if [ -d "$root/tests/e2e/node_modules/@playwright" ] && [ -x "$chrome" ] && [ -f "$root/dist/embed.js" ]; then
    CHROME_PATH=$chrome TRY_PICTURES=${pictures:-$home} node "$here/try/editor.mjs" || result=1
else
    echo "block editor and planner in a browser: not tried (needs dist/, Chromium, and the packages of the journeys)"
fi

if grep -v 'WordPress.org\|wordpress.org' "$home/php.log" 2>/dev/null | grep -i 'microneedling'; then
    echo "WRONG: PHP had something to say of the plugin (above)"
    result=1
else
    echo "PHP's log with WP_DEBUG: nothing of the plugin"
fi
if [ -n "$keep" ]; then
    echo "$TRY_SITE/wp-admin/ (admin, editor, author, contributor; the password is the name). Enter ends it."
    read -r _
fi
exit $result
