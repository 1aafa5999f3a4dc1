<?php
/**
 * Makes the site of the trial: WordPress's own set-up, one person for each role, the plugin switched on. Run by try.sh.
 */

$_SERVER['HTTP_HOST']       = parse_url( getenv( 'TRY_SITE' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'TRY_SITE' ), PHP_URL_PORT );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define( 'WP_INSTALLING', true );
define( 'WP_SITEURL', getenv( 'TRY_SITE' ) );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// No letter leaves the machine.
add_filter( 'pre_wp_mail', '__return_false' );
wp_install( 'A clinic', 'admin', 'admin@clinic.localhost', true, '', 'admin' );
update_option( 'siteurl', getenv( 'TRY_SITE' ) );
update_option( 'home', getenv( 'TRY_SITE' ) );
update_option( 'template', 'twentytwentythree' );
update_option( 'stylesheet', 'twentytwentythree' );
$passwords = array();
foreach ( array( 'administrator', 'editor', 'author', 'contributor' ) as $role ) {
	$login = 'administrator' === $role ? 'admin' : $role;
	$user  = get_user_by( 'login', $login );
	$id    = $user ? $user->ID : wp_insert_user(
		array(
			'user_login' => $login,
			'user_pass'  => $login,
			'user_email' => "$login@clinic.localhost",
			'role'       => $role,
		)
	);
	// The first visit to the editor shows a tour in front of everything.
	update_user_meta( $id, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false, 'fullscreenMode' => false ), '_modified' => '2026-01-01T00:00:00.000Z' ) );
	list( $passwords[ $role ] ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'trial' ) );
}
file_put_contents( getenv( 'TRY_HOME' ) . '/passwords.json', json_encode( $passwords ) );

$failed = activate_plugin( 'microneedling-planner/microneedling-planner.php' );
if ( is_wp_error( $failed ) ) {
	echo 'WRONG: the plugin cannot be switched on: ' . $failed->get_error_message() . "\n";
	exit( 1 );
}
global $wpdb, $wp_version;
printf( "WordPress %s, %s, PHP %s, theme %s\n", $wp_version, $wpdb->get_var( 'SELECT VERSION()' ), PHP_VERSION, wp_get_theme( 'twentytwentythree' )->get( 'Version' ) );
