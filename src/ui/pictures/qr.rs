//! A text as a QR code that a phone reads from the screen and from paper.
//!
//! Uses: `ui::parts::svg`. Used by: `ui::parts::carry_along`. Dark modules on a light ground in every colour scheme, with
//! the quiet margin that readers need.

use leptos::prelude::AnyView;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::ui::parts::svg::Svg;

/// The quiet margin, in modules.
const QUIET: i32 = 4;

/// The most modules a side with the stronger correction of errors; beyond it they would be too small to print.
const LARGEST_STRONG: i32 = 101;

/// The picture, named by the element with the id `named_by`; `None` when the text is too long for any code.
pub fn qr(text: &str, named_by: &str) -> Option<AnyView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok().filter(|code| code.size() <= LARGEST_STRONG);
    let code = code.or_else(|| QrCode::encode_text(text, QrCodeEcc::Low).ok())?;
    let side = code.size() + 2 * QUIET;
    let mut svg = Svg::new("qr", side, side, named_by);
    svg.shape("rect", "ground", &[("width", side), ("height", side)]);
    svg.path("modules", &modules(&code));
    Some(svg.view())
}

/// Every run of dark modules as a rectangle one module high.
fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let dark = i32::try_from(dark).unwrap_or_default();
            if dark > 0 {
                for part in ["M", &(x + QUIET).to_string(), " ", &(y + QUIET).to_string(), "h", &dark.to_string()] {
                    path.push_str(part);
                }
                for part in ["v1h-", &dark.to_string(), "z"] {
                    path.push_str(part);
                }
            }
            x += dark + 1;
        }
    }
    path
}
