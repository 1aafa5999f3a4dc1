<?php
/**
 * Plugin Name:       Microneedling planner
 * Description:       Puts the microneedling planner onto a page: a block, a shortcode, and one page of settings. Authors can use both.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.2
 * License:           MIT
 * Text Domain:       microneedling-planner
 *
 * Block and shortcode print the same element, <microneedling-planner>, with an answer and a booking link inside it that
 * stay when the planner cannot start. Which script a page loads is the site owner's decision alone (settings, or the
 * filter `microneedling_planner_script`): no attribute can name one, for authors may use both.
 */

declare( strict_types = 1 );

namespace MicroneedlingPlanner;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const OPTION = 'microneedling_planner';

/** What a planner may start with, under the names that the planner has for it. */
const CONCERNS = array(
	'acne_scars'               => 'Acne scars (dents)',
	'acne_active'              => 'Active acne (spots now)',
	'surgical_traumatic_scars' => 'Scars from surgery or injury',
	'burn_scars'               => 'Burn scars',
	'alopecia_androgenetic'    => 'Thinning hair (pattern hair loss)',
	'alopecia_areata'          => 'Round bald patches (alopecia areata)',
	'rejuvenation'             => 'Lines and skin texture',
	'enlarged_pores'           => 'Large pores',
	'melasma'                  => 'Melasma (brown patches)',
	'hyperpigmentation_pih'    => 'Dark marks after spots',
	'stretch_marks'            => 'Stretch marks',
	'hyperhidrosis'            => 'Sweating under the arms',
	'keloid'                   => 'Keloid (a scar that outgrows the wound)',
	'drug_delivery'            => 'Getting a medicine or serum into the skin',
);

/** What each attribute of the element may hold; anything else is left out. */
const ATTRIBUTES = array(
	'mode'      => '/^(frame|inline)$/D',
	'lang'      => '/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/D',
	'theme'     => '/^(auto|light|dark)$/D',
	'accent'    => '/^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$/D',
	'concern'   => '/^[a-z_]{1,40}$/D',
	'view'      => '/^(learn|questions|plan|today)$/D',
	'state-key' => '/^[A-Za-z0-9-]{1,32}$/D',
);

/** What an answer of the site's own may be made of. */
const ANSWER_HTML = array(
	'p'      => array(),
	'br'     => array(),
	'strong' => array(),
	'em'     => array(),
	'ul'     => array(),
	'ol'     => array(),
	'li'     => array(),
	'a'      => array( 'href' => true ),
);

/** Where a link may lead. */
const LINKS = array( 'https', 'tel', 'mailto' );

/** The settings, each of them a text. */
function settings(): array {
	$defaults = array(
		'script'  => '',
		'answer'  => '',
		'booking' => '',
		'label'   => '',
		'clinic'  => '',
	);
	$stored   = get_option( OPTION );
	$stored   = is_array( $stored ) ? array_filter( $stored, 'is_string' ) : array();
	return array_merge( $defaults, array_intersect_key( $stored, $defaults ) );
}

/** The address of embed.js if it may be one, else nothing: https, or http on the very machine a site is tried on. */
function script_address( string $address ): string {
	$parts = wp_parse_url( trim( $address ) );
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'], $parts['path'] ) ) {
		return '';
	}
	$here   = 1 === preg_match( '/^(127\.0\.0\.1|localhost|[a-z0-9-]+\.localhost)$/D', $parts['host'] );
	$secure = 'https' === $parts['scheme'] || ( 'http' === $parts['scheme'] && $here );
	if ( ! $secure || isset( $parts['user'] ) || ! str_ends_with( $parts['path'], '/embed.js' ) ) {
		return '';
	}
	return esc_url_raw( trim( $address ), array( 'https', 'http' ) );
}

/** The address that pages load, or nothing when none is set. */
function script(): string {
	return script_address( (string) apply_filters( 'microneedling_planner_script', settings()['script'] ) );
}

/** The clinic's configuration as one JSON text that no HTML can end early, or nothing. */
function clinic( string $text ): string {
	// As objects, so that {} does not come out as [].
	$clinic = json_decode( $text, false, 32 );
	if ( ! is_object( $clinic ) ) {
		return '';
	}
	$flags = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION;
	return (string) wp_json_encode( $clinic, $flags );
}

/** The element. `$answer` is HTML of this one place, or nothing for the site's own. */
function element( array $given, string $answer ): string {
	$settings   = settings();
	$attributes = '';
	foreach ( ATTRIBUTES as $name => $allowed ) {
		$value = $given[ $name ] ?? '';
		if ( is_string( $value ) && 1 === preg_match( $allowed, $value ) ) {
			$attributes .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
	}

	$answer = '' !== trim( $answer ) ? $answer : $settings['answer'];
	if ( '' === trim( $answer ) ) {
		$answer = __( 'Whether microneedling suits you, how often, and how your skin heals depend on your skin, your health and your medicines. Please ask us before you decide.', 'microneedling-planner' );
	}
	$inside = wpautop( force_balance_tags( wp_kses( $answer, ANSWER_HTML, LINKS ) ) );
	$link   = esc_url( $settings['booking'], LINKS );
	if ( '' !== $link ) {
		$label   = '' !== $settings['label'] ? $settings['label'] : __( 'Book a consultation', 'microneedling-planner' );
		$inside .= sprintf( '<p><a href="%s">%s</a></p>', $link, esc_html( $label ) );
	}

	$script = script();
	// Readers of a feed run no script.
	if ( '' === $script || is_feed() ) {
		if ( '' === $script && current_user_can( 'manage_options' ) ) {
			$inside .= '<p>' . esc_html__( '(Only you see this line: the planner is not shown, for no address of embed.js is set. See Settings, Microneedling planner.)', 'microneedling-planner' ) . '</p>';
		}
		return '<div class="microneedling-planner">' . $inside . '</div>';
	}
	wp_enqueue_script( 'microneedling-planner', $script, array(), null, true );
	wp_enqueue_style( 'microneedling-planner' );

	$clinic = clinic( $settings['clinic'] );
	if ( '' !== $clinic ) {
		$inside .= '<script type="application/json">' . $clinic . '</script>';
	}
	// On one line: WordPress makes paragraphs of the lines that it finds.
	return str_replace( "\n", ' ', "<microneedling-planner$attributes>$inside</microneedling-planner>" );
}

/** [microneedling_planner concern="acne_scars"], or with an answer between it and [/microneedling_planner]. */
function shortcode( $given, ?string $content = null ): string {
	$given = is_array( $given ) ? $given : array();
	return element( $given, (string) $content );
}

/** The block; its answer is plain text. */
function block( array $given ): string {
	$given['state-key'] = $given['stateKey'] ?? '';
	$answer             = is_string( $given['answer'] ?? null ) ? $given['answer'] : '';
	return '<div ' . get_block_wrapper_attributes() . '>' . element( $given, esc_html( $answer ) ) . '</div>';
}

add_action(
	'init',
	function (): void {
		add_shortcode( 'microneedling_planner', __NAMESPACE__ . '\\shortcode' );

		// Handles without a file of their own: what they load stands in this file. The style keeps the room that the
		// planner will take, for those who run scripts, so that nothing below it moves.
		wp_register_style( 'microneedling-planner', false, array(), '0.1.0' );
		wp_add_inline_style( 'microneedling-planner', '@media (scripting: enabled) { microneedling-planner:not(:defined) { display: block; min-height: min(100vh, 1200px); } }' );
		wp_register_script( 'microneedling-planner-block', false, array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components' ), '0.1.0', true );
		$texts = array(
			'title'       => __( 'Microneedling planner', 'microneedling-planner' ),
			'description' => __( 'A plan for microneedling that each visitor makes on their own device.', 'microneedling-planner' ),
			'shown'       => '' === script()
				? __( 'No address of embed.js is set yet (Settings, Microneedling planner): visitors see the answer and the booking link only.', 'microneedling-planner' )
				: __( 'The planner appears here on the page.', 'microneedling-planner' ),
			'panel'       => __( 'Planner', 'microneedling-planner' ),
			'concern'     => __( 'Starts with', 'microneedling-planner' ),
			'view'        => __( 'First screen', 'microneedling-planner' ),
			'theme'       => __( 'Light or dark', 'microneedling-planner' ),
			'mode'        => __( 'Mode', 'microneedling-planner' ),
			'accent'      => __( 'Accent colour, such as #2b6a5b', 'microneedling-planner' ),
			'lang'        => __( 'Language, such as en, es or fr-CA', 'microneedling-planner' ),
			'stateKey'    => __( 'State key: planners with the same key share their answers', 'microneedling-planner' ),
			'answer'      => __( 'Answer shown until the planner runs, and if it never does', 'microneedling-planner' ),
			'choices'     => array(
				'concern' => array( '' => __( 'Nothing chosen', 'microneedling-planner' ) ) + CONCERNS,
				'view'    => array(
					''          => __( 'Start', 'microneedling-planner' ),
					'learn'     => __( 'Learn', 'microneedling-planner' ),
					'questions' => __( 'Questions', 'microneedling-planner' ),
					'plan'      => __( 'Plan', 'microneedling-planner' ),
					'today'     => __( 'Today', 'microneedling-planner' ),
				),
				'theme'   => array(
					''      => __( 'As the visitor has it', 'microneedling-planner' ),
					'light' => __( 'Light', 'microneedling-planner' ),
					'dark'  => __( 'Dark', 'microneedling-planner' ),
				),
				'mode'    => array(
					''       => __( 'As is best', 'microneedling-planner' ),
					'frame'  => __( 'Frame', 'microneedling-planner' ),
					'inline' => __( 'Inline', 'microneedling-planner' ),
				),
			),
		);
		$data  = wp_json_encode( $texts, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE );
		wp_add_inline_script( 'microneedling-planner-block', "( function ( texts, wp ) {\n" . EDITOR . "\n} )( $data, window.wp );" );

		$text = array(
			'type'    => 'string',
			'default' => '',
		);
		register_block_type(
			'microneedling/planner',
			array(
				'api_version'     => 2,
				'title'           => $texts['title'],
				'description'     => $texts['description'],
				'category'        => 'embed',
				'icon'            => 'calendar-alt',
				'attributes'      => array_fill_keys( array( 'concern', 'view', 'theme', 'mode', 'accent', 'lang', 'stateKey', 'answer' ), $text ),
				'supports'        => array(
					'html'  => false,
					'align' => array( 'wide', 'full' ),
				),
				'style'           => 'microneedling-planner',
				'editor_script'   => 'microneedling-planner-block',
				'render_callback' => __NAMESPACE__ . '\\block',
			)
		);
	}
);

/** The block in the editor: a card that says what will stand there, and the settings beside it. */
const EDITOR = <<<'JS'
var el = wp.element.createElement;
var parts = wp.components;
function choices( name ) {
	return Object.keys( texts.choices[ name ] ).map( function ( value ) {
		return { value: value, label: texts.choices[ name ][ value ] };
	} );
}
wp.blocks.registerBlockType( 'microneedling/planner', {
	edit: function ( props ) {
		function set( name ) {
			return function ( value ) {
				var changed = {};
				changed[ name ] = value;
				props.setAttributes( changed );
			};
		}
		function field( kind, name, more ) {
			return el( kind, Object.assign( { key: name, label: texts[ name ], value: props.attributes[ name ], onChange: set( name ) }, more ) );
		}
		var selects = [ 'concern', 'view', 'theme', 'mode' ].map( function ( name ) {
			return field( parts.SelectControl, name, { options: choices( name ) } );
		} );
		var lines = [ 'accent', 'lang', 'stateKey' ].map( function ( name ) {
			return field( parts.TextControl, name );
		} );
		var answer = field( parts.TextareaControl, 'answer' );
		return el(
			'div',
			wp.blockEditor.useBlockProps(),
			el( wp.blockEditor.InspectorControls, null, el( parts.PanelBody, { title: texts.panel }, selects, lines, answer ) ),
			el( parts.Placeholder, { icon: 'calendar-alt', label: texts.title, instructions: texts.shown }, field( parts.SelectControl, 'concern', { options: choices( 'concern' ) } ) )
		);
	},
	save: function () {
		return null;
	},
} );
JS;

// The script waits for nothing on the page, and nothing on the page waits for it.
add_filter(
	'script_loader_tag',
	function ( string $tag, string $handle ): string {
		if ( 'microneedling-planner' !== $handle || str_contains( $tag, ' async' ) ) {
			return $tag;
		}
		return str_replace( ' src=', ' async src=', $tag );
	},
	10,
	2
);

/** The settings as they may be stored; what may not stays as it was, and the page says why. */
function checked( $given ): array {
	$before = settings();
	$given  = is_array( $given ) ? array_filter( $given, 'is_string' ) : array();
	$given  = array_map( 'trim', array_merge( $before, array_intersect_key( $given, $before ) ) );
	$wrong  = function ( string $field, string $why ) use ( &$given, $before ): void {
		add_settings_error( OPTION, $field, $why );
		$given[ $field ] = $before[ $field ];
	};

	if ( $given['script'] !== $before['script'] ) {
		if ( ! current_user_can( 'unfiltered_html' ) ) {
			$wrong( 'script', __( 'Which script the site loads may be changed only by those who may use unfiltered HTML.', 'microneedling-planner' ) );
		} elseif ( '' !== $given['script'] && '' === script_address( $given['script'] ) ) {
			$wrong( 'script', __( 'The address of the script must begin with https:// and end with /embed.js.', 'microneedling-planner' ) );
		}
	}
	if ( '' !== $given['booking'] && '' === esc_url( $given['booking'], LINKS ) ) {
		$wrong( 'booking', __( 'The booking link must begin with https://, tel:, mailto: or, on this site, /.', 'microneedling-planner' ) );
	}
	if ( '' !== $given['clinic'] && '' === clinic( $given['clinic'] ) ) {
		/* translators: %s: what the JSON reader says. */
		$wrong( 'clinic', sprintf( __( 'The configuration is not one JSON object, and was not changed (%s).', 'microneedling-planner' ), json_last_error_msg() ) );
	}
	$given['answer']  = wp_kses( $given['answer'], ANSWER_HTML, LINKS );
	$given['label']   = sanitize_text_field( $given['label'] );
	$given['booking'] = esc_url_raw( $given['booking'], LINKS );
	return $given;
}

add_action(
	'admin_init',
	function (): void {
		register_setting(
			OPTION,
			OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => __NAMESPACE__ . '\\checked',
			)
		);
		add_settings_section( 'planner', '', '__return_null', OPTION );
		$fields = array(
			'script'  => array( __( 'Address of embed.js', 'microneedling-planner' ), 'url', __( 'Such as https://planner.example/embed.js, where the planner is hosted. Without it visitors see the answer and the link only.', 'microneedling-planner' ) ),
			'answer'  => array( __( 'Short answer', 'microneedling-planner' ), 'text', __( 'Shown until the planner runs, and if it never does. Paragraphs, lists, bold and links. Without one a plain sentence says to ask you.', 'microneedling-planner' ) ),
			'booking' => array( __( 'Booking link', 'microneedling-planner' ), 'url', __( 'Stands below the answer: https://…, tel:…, mailto:… or a path of this site such as /contact/.', 'microneedling-planner' ) ),
			'label'   => array( __( 'Words of the booking link', 'microneedling-planner' ), 'line', __( 'Without them: “Book a consultation”.', 'microneedling-planner' ) ),
			'clinic'  => array( __( 'Configuration of the clinic', 'microneedling-planner' ), 'text', __( 'One JSON object; clinic.schema.json beside embed.js says what may be in it.', 'microneedling-planner' ) ),
		);
		foreach ( $fields as $name => list( $label, $kind, $help ) ) {
			$print = function () use ( $name, $kind, $help ): void {
				$value = settings()[ $name ];
				$id    = OPTION . '_' . $name;
				$same  = sprintf( 'id="%s" name="%s" aria-describedby="%s"', esc_attr( $id ), esc_attr( OPTION . '[' . $name . ']' ), esc_attr( $id . '_help' ) );
				if ( 'text' === $kind ) {
					printf( '<textarea %s class="large-text code" rows="8">%s</textarea>', $same, esc_textarea( $value ) ); // phpcs:ignore WordPress.Security.EscapeOutput
				} else {
					printf( '<input %s class="regular-text" type="%s" value="%s">', $same, 'url' === $kind && 'script' === $name ? 'url' : 'text', esc_attr( $value ) ); // phpcs:ignore WordPress.Security.EscapeOutput
				}
				printf( '<p class="description" id="%s">%s</p>', esc_attr( $id . '_help' ), esc_html( $help ) );
			};
			add_settings_field( $name, esc_html( $label ), $print, OPTION, 'planner', array( 'label_for' => OPTION . '_' . $name ) );
		}
	}
);

add_action(
	'admin_menu',
	function (): void {
		$name = __( 'Microneedling planner', 'microneedling-planner' );
		add_options_page(
			$name,
			$name,
			'manage_options',
			OPTION,
			function () use ( $name ): void {
				printf( '<div class="wrap"><h1>%s</h1>', esc_html( $name ) );
				echo '<p>' . esc_html__( 'Then put the block “Microneedling planner” or the shortcode [microneedling_planner] where the planner should stand.', 'microneedling-planner' ) . '</p>';
				echo '<form method="post" action="options.php">';
				settings_fields( OPTION );
				do_settings_sections( OPTION );
				submit_button();
				echo '</form></div>';
			}
		);
	}
);

register_uninstall_hook( __FILE__, __NAMESPACE__ . '\\forget' );

/** Leaves nothing behind. */
function forget(): void {
	delete_option( OPTION );
}
