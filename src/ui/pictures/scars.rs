//! The shapes of scars, each from above and cut through from the side, so that they can be told apart without names.
//!
//! Uses: `ui::parts`. Used by: `ui::pages::question`. The words beside each picture say the same.

use leptos::prelude::*;

use super::still::still;
use crate::domain::evidence::CheckGroup;
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::rich::para;

/// The picture beside the answer `value`; none beside "not sure".
pub fn shape(value: &str) -> Option<AnyView> {
    let svg = match value {
        "rolling" => include_str!("scars/rolling.svg"),
        "boxcar" => include_str!("scars/boxcar.svg"),
        "icepick" => include_str!("scars/icepick.svg"),
        "mixed" => include_str!("scars/mixed.svg"),
        _ => return None,
    };
    Some(still("scar", svg))
}

/// The list of shapes, and after it the shape that is none of them, with the way to say so.
pub fn with_raised(choices: AnyView) -> AnyView {
    let ask = Route::Question(Question::Checks(CheckGroup::SkinHistory));
    let raised = el("aside")
        .class("not-these")
        .el(el("h2").say("question.scar_type.raised.title"))
        .put(still("scar", include_str!("scars/raised.svg")))
        .el(para("question.scar_type.raised.text"))
        .el(el("p").el(link(ask).say("question.scar_type.raised.link")))
        .view();
    vec![choices, raised].into_any()
}
