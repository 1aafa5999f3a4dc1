<?php
/**
 * Saves posts as administrator, editor and author, the way the block editor saves them, and looks at what a visitor
 * gets. Run by try.sh.
 */

$site                       = getenv( 'TRY_SITE' );
$script                     = getenv( 'TRY_PLANNER' ) . '/embed.js';
$_SERVER['HTTP_HOST']       = parse_url( $site, PHP_URL_HOST ) . ':' . parse_url( $site, PHP_URL_PORT );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require $argv[1] . '/wp-load.php';

$passwords = json_decode( file_get_contents( getenv( 'TRY_HOME' ) . '/passwords.json' ), true );
$faults    = 0;

/** Asks the site, at its own name, which this machine need not know. */
function ask( string $path, string $method = 'GET', array $headers = array(), string $body = '' ): string {
	global $site;
	$headers[] = 'Host: ' . $_SERVER['HTTP_HOST'];
	$context   = stream_context_create(
		array(
			'http' => array(
				'method'          => $method,
				'header'          => implode( "\r\n", $headers ),
				'content'         => $body,
				'ignore_errors'   => true,
				'follow_location' => 0,
			),
		)
	);
	return (string) file_get_contents( 'http://127.0.0.1:' . parse_url( $site, PHP_URL_PORT ) . $path, false, $context );
}

/** Publishes as someone, through the interface that the block editor uses; gives the page a visitor gets. */
function published( string $role, string $content ): string {
	global $passwords;
	$login   = 'administrator' === $role ? 'admin' : $role;
	$headers = array( 'Content-Type: application/json', 'Authorization: Basic ' . base64_encode( "$login:{$passwords[ $role ]}" ) );
	$answer  = ask( '/?rest_route=/wp/v2/posts', 'POST', $headers, json_encode( array( 'title' => 'Trial', 'status' => 'publish', 'content' => $content ) ) );
	$post    = json_decode( $answer, true );
	if ( ! isset( $post['id'] ) ) {
		echo "WRONG: $role cannot publish: $answer\n";
		exit( 1 );
	}
	return ask( "/?p={$post['id']}" );
}

function check( string $what, bool $right ): void {
	global $faults;
	if ( ! $right ) {
		++$faults;
		echo "WRONG: $what\n";
	}
}

/** The settings, saved as the settings page saves them. */
function set( array $settings ): void {
	$administrator = get_user_by( 'login', 'admin' )->ID;
	wp_set_current_user( $administrator );
	require_once ABSPATH . 'wp-admin/includes/template.php';
	update_option( 'microneedling_planner', MicroneedlingPlanner\checked( $settings ) );
}

function stored( string $name ): string {
	return MicroneedlingPlanner\settings()[ $name ];
}

set(
	array(
		'script'  => $script,
		'booking' => 'https://clinic.example/book?a=1&b=2',
		'label'   => 'Book <b>now</b>',
		'answer'  => 'Ask us. <a href="javascript:alert(1)" onclick="x()">Link</a><script>alert(2)</script>',
		'clinic'  => '{"name": "A </script><script>alert(3)</script> & \'B\'", "list": [], "nothing": {}}',
	)
);

// What each role may save.
$snippet = "<style>microneedling-planner:not(:defined) { display: block; min-height: min(100vh, 1200px) }</style>\n"
	. '<microneedling-planner concern="acne_scars"><p>Answer.</p><a href="https://clinic.example/book">Book</a>'
	. '<script type="application/json">{"name":"A"}</script></microneedling-planner>' . "\n" . '<script src="' . $script . '" async></script>';
$frame   = '<iframe src="' . str_replace( 'embed.js', 'index.html', $script ) . '" title="Planner" width="100%" height="800" loading="lazy"></iframe>';
$ways    = array(
	'Custom HTML: tag and script' => array( "<!-- wp:html -->\n$snippet\n<!-- /wp:html -->", false ),
	'Custom HTML: iframe only'    => array( "<!-- wp:html -->\n$frame\n<!-- /wp:html -->", false ),
	'shortcode'                   => array( "<!-- wp:shortcode -->\n[microneedling_planner concern=\"acne_scars\"]\n<!-- /wp:shortcode -->", true ),
	'shortcode in classic text'   => array( "One.\n\n[microneedling_planner concern=\"acne_scars\"]\n\nTwo.", true ),
	'block'                       => array( '<!-- wp:microneedling/planner {"concern":"acne_scars"} /-->', true ),
);
printf( "%-30s %-15s %-9s %-9s %-9s %-9s\n", 'saved', 'by', 'element', 'script', 'config', 'iframe' );
foreach ( $ways as $way => list( $content, $ours ) ) {
	foreach ( array( 'administrator', 'editor', 'author' ) as $role ) {
		$page  = published( $role, $content );
		$found = array(
			'element' => 1 === preg_match( '/<microneedling-planner[^>]* concern="acne_scars"/', $page ),
			'script'  => 1 === preg_match( '/<script[^>]* src=["\']' . preg_quote( $script, '/' ) . '["\']/', $page ),
			'config'  => str_contains( $page, '<script type="application/json">{"name":' ),
			'iframe'  => str_contains( $page, '<iframe' ),
		);
		$words = array_map( fn( bool $there ): string => $there ? 'kept' : '-', $found );
		printf( "%-30s %-15s %-9s %-9s %-9s %-9s\n", $way, $role, ...array_values( $words ) );
		if ( ! $ours && 'author' !== $role ) {
			check( "$way by $role is not kept whole", str_contains( $page, trim( preg_replace( '/<!--.*?-->/', '', $content ) ) ) );
		}
		if ( ! $ours && 'author' === $role ) {
			preg_match( '/entry-content[^>]*>(.*?)<\/div>/s', $page, $left );
			echo '    what is left for visitors: ' . ( strtr( trim( $left[1] ?? '' ), "\n", ' ' ) ?: 'nothing' ) . "\n";
		}
		if ( $ours ) {
			check( "$way by $role: element, script or configuration is missing", $found['element'] && $found['script'] && $found['config'] );
			check( "$way by $role: no room is kept", str_contains( $page, 'microneedling-planner:not(:defined)' ) );
			check( "$way by $role: the script does not load by itself", 1 === preg_match( '/<script async src=/', $page ) );
			check( "$way by $role: no booking link", str_contains( $page, 'href="https://clinic.example/book?a=1&#038;b=2">Book now</a>' ) );
			check( "$way by $role: something of the settings runs", ! str_contains( $page, 'alert(3)</script>' ) && ! str_contains( $page, 'javascript:' ) && ! str_contains( $page, 'onclick' ) && ! str_contains( $page, '<script>alert' ) );
			preg_match( '/<script type="application\/json">(.*?)<\/script>/s', $page, $config );
			check( "$way by $role: the configuration is not the one that was set", json_decode( $config[1] ?? '' ) == json_decode( stored( 'clinic' ) ) && is_object( json_decode( $config[1] ?? '' )->nothing ?? null ) );
			check( "$way by $role: a paragraph is torn", substr_count( $page, '<p' ) - substr_count( $page, '<path' ) - substr_count( $page, '<pre' ) - substr_count( $page, '<polygon' ) === substr_count( $page, '</p>' ) );
		}
	}
}

// What an author could try.
$hostile = published(
	'author',
	"[microneedling_planner accent='\"><script>alert(4)</script>' theme='dark\" onload=\"alert(5)' lang='en' view='admin' state-key='a b' src='https://evil.example/embed.js' script='https://evil.example/embed.js']\n"
	. "Answer <script>alert(6)</script> <img src=x onerror=alert(7)> <a href='javascript:alert(8)'>a</a>\n[/microneedling_planner]\n\n[microneedling_planner theme=\"dark\" accent=\"#2b6a5b\" state-key=\"arm-1\"]"
);
preg_match_all( '/<microneedling-planner([^>]*)>(.*?)<\/microneedling-planner>/s', $hostile, $elements );
check( 'hostile attributes come through: ' . implode( ' and ', $elements[1] ), array( ' lang="en"', ' theme="dark" accent="#2b6a5b" state-key="arm-1"' ) === $elements[1] );
check( 'hostile HTML comes through: ' . ( $elements[2][0] ?? '' ), 1 !== preg_match( '/<script>|onerror|javascript:|<img/', $elements[2][0] ?? '' ) );
check( 'an author chooses the script', ! str_contains( $hostile, 'evil.example' ) );
check( 'two planners load the script not once', 1 === substr_count( $hostile, $script ) );
$block = published( 'author', '<!-- wp:microneedling/planner {"concern":"x\u0022 onload=\u0022alert(9)","stateKey":"arm-2","answer":"\u003cscript\u003ealert(10)\u003c/script\u003e"} /-->' );
check( 'a hostile block comes through', 1 === preg_match( '/<microneedling-planner state-key="arm-2">/', $block ) && ! str_contains( $block, '<script>alert' ) );
$plain = published( 'administrator', '<!-- wp:microneedling/planner {"answer":"\u003cem\u003ea\u003c/em\u003e \u0026 b"} /-->' );
check( 'the answer of a block is not plain text', str_contains( $plain, '&lt;em&gt;a&lt;/em&gt; &amp; b</p>' ) );

// Without a script, for readers of a feed, and what the settings refuse.
check( 'a feed holds the element', ! str_contains( ask( '/?feed=rss2' ), '<microneedling-planner' ) );
foreach ( array( 'http://planner.example/embed.js', 'https://planner.example/other.js', 'javascript:alert(1)//embed.js', '//planner.example/embed.js', 'https://user:word@planner.example/embed.js' ) as $address ) {
	set( array( 'script' => $address ) );
	check( "the settings take $address", stored( 'script' ) === $script );
}
set( array( 'booking' => 'javascript:alert(1)', 'clinic' => '["a list"]' ) );
check( 'the settings take a script as a link, or a list as configuration', 'https://clinic.example/book?a=1&b=2' === stored( 'booking' ) && str_starts_with( stored( 'clinic' ), '{"name"' ) );
$messages = array_column( get_settings_errors( 'microneedling_planner' ), 'code' );
check( 'the settings refuse without a word', array( 'script' => 5, 'booking' => 1, 'clinic' => 1 ) === array_count_values( $messages ) );
wp_set_current_user( get_user_by( 'login', 'author' )->ID );
$kept = MicroneedlingPlanner\checked( array( 'script' => 'https://other.example/embed.js' ) );
check( 'who may not use unfiltered HTML changes the script', $kept['script'] === $script );
set( array( 'script' => '' ) );
$bare = published( 'author', '[microneedling_planner]' );
check( 'without a script the answer is not there alone', str_contains( $bare, '<div class="microneedling-planner"><p>Ask us.' ) && ! str_contains( $bare, '<microneedling-planner' ) && ! str_contains( $bare, 'Only you see' ) );

// What the browser finds afterwards.
set( array( 'script' => $script, 'answer' => '', 'label' => '', 'clinic' => '{"name": "A clinic"}' ) );
echo 0 === $faults ? "roles, escaping and settings: right\n" : "roles, escaping and settings: $faults WRONG\n";
exit( 0 === $faults ? 0 : 1 );
