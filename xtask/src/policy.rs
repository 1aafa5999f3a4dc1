//! The one Content-Security-Policy of the planner, as it is sent: which style may stand in a page the page's own policy
//! says. Used by: `serve`, `servers`. `tests/policy.rs` holds every other place where it is written to the same words.

/// What the planner's own pages may load and do: its own files, and pictures that are on the page already.
macro_rules! of_the_page {
    () => {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
    };
}

/// The policy as a header. Who may show the page in a frame is left open: a page in a sandbox has no address that any
/// `frame-ancestors` could name, not even `*`.
pub const HEADER: &str = of_the_page!();

/// The same where only some sites may show the planner, as docs/hosting.md has it.
pub const HEADER_FOR_OWN_SITES: &str = concat!(of_the_page!(), "; frame-ancestors 'self' https://www.clinic.example");
