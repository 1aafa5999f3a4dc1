//! What stands on more than one page of "Is this normal?".
//!
//! Uses: `ui::parts::el`. Used by: `ui::pages`.

use super::el::{El, el};

/// The line about contact with blood, which stands on each page and is never ticked.
pub fn blood_contact() -> El {
    el("section").class("card blood").el(el("h2").say("normal.blood")).el(el("p").rich("red_flag.blood_contact"))
}

/// The lines for those who treat themselves.
pub fn at_home() -> El {
    el("p").class("status ask").say("normal.home")
}
