//! The skin cut open: layers, needles and a ruler, and the same skin on the days after.
//!
//! Uses: `present::skin`. Used by: `ui::pages::skin`. The layers are a sketch whose borders are drawn as wide soft
//! zones, for no source gives them in millimetres; needles, ruler and marked range share one scale.

use leptos::prelude::*;

use crate::present::skin::{After, Depth, HEIGHT, MILLIMETRE, Marked, SURFACE, WIDTH, length, millimetres};
use crate::state::planner::Planner;

/// The skin itself. Constant, so it can be set as markup: nothing from outside is ever in it.
const SKIN: &str = r##"<defs><linearGradient id="skin-fade" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="96" y2="396"><stop class="a" offset=".03"/><stop class="b" offset=".16"/><stop class="b" offset=".5"/><stop class="c" offset=".84"/></linearGradient><pattern id="skin-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7" class="hatch"/></pattern><clipPath id="skin-clip"><path d="M60 97C90 92 112 100 140 97S190 94 215 97S272 101 320 95V384Q320 396 308 396H72Q60 396 60 384Z"/></clipPath></defs><path class="hair" d="M243 130C242 108 239 88 231 62"/><g clip-path="url(#skin-clip)"><path fill="url(#skin-fade)" d="M60 80H320V396H60Z"/><g class="fat"><path d="M52 372q0-26 28-26t28 24-22 28-34-8zM112 374q-2-24 24-26t30 22-20 28-34-8zM170 372q0-26 28-26t28 24-22 28-34-8zM232 374q-2-24 24-26t30 22-20 28-34-8zM290 372q0-26 28-26t28 24-22 28-34-8zM84 334q0-16 20-16t20 16-20 14-20-14zM206 336q0-16 18-16t20 16-20 14-18-14zM266 330q0-18 20-18t20 18-20 14-20-14z"/></g><g class="fibre"><path d="M60 168q30-10 62 2t70-4 60 8 68-8M60 196q40 12 74-2t66 8 58-8 62 6M60 222q28-8 60 4t72-8 64 10 64-6M60 246q44 10 78 0t62 4 60-6 60 8M60 272q34-8 66 4t70-6 66 8 58-6M60 296q36 8 70-2t66 6 62-4 62 4"/></g><g class="vessel"><path d="M60 312C110 300 150 318 200 306S280 300 320 308M128 309C126 280 118 250 122 214M122 250C112 236 108 226 108 206M218 305C220 276 226 262 222 226M222 262C210 250 206 232 208 210M290 303C292 262 284 240 288 196"/></g><g class="organ"><path d="M236 98C234 150 232 178 228 196C226 214 246 218 250 202C250 180 248 150 250 98M88 98C84 116 92 130 87 150S92 190 87 222M87 222q-14 4-10 16t18 6 8-16-16-2-4 18 20 2 2-16"/></g><path class="horn" d="M60 118q9-10 17 0t17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0 17 0"/><path class="rim" d="M60 103C90 98 112 106 140 103S190 100 215 103S272 107 320 101"/></g><path class="surface" d="M60 97C90 92 112 100 140 97S190 94 215 97S272 101 320 95"/>"##;

/// Five needles of full length, their tips at the surface; drawn behind the hand piece.
const NEEDLES: &str = r#"<path d="M147-200V80L150 96L153 80V-200zM159-200V80L162 96L165 80V-200zM171-200V80L174 96L177 80V-200zM183-200V80L186 96L189 80V-200zM195-200V80L198 96L201 80V-200z"/>"#;

/// The end of the device, resting on the skin.
const HAND_PIECE: &str = r#"<path d="M132-10H216V40L210 86Q209 92 203 92H145Q139 92 138 86L132 40z"/><path class="groove" d="M134 20H214M135 40H213M138 62H210"/>"#;

/// What the days bring: each group is shown or hidden by the class of the whole picture.
const AFTER: &str = r#"<g class="swollen"><path d="M96 90C130 78 150 74 174 74S220 78 254 90"/></g><g class="warm"><path d="M138 62q-6-7 0-14t0-14M174 58q-6-7 0-14t0-14M210 62q-6-7 0-14t0-14"/></g><g class="holes"><path d="M146 95L150 176L154 95zM158 95L162 176L166 95zM170 95L174 176L178 95zM182 95L186 176L190 95zM194 95L198 176L202 95z"/><path class="clot" d="M147 108h6v6h-6zM159 118h6v6h-6zM171 108h6v6h-6zM183 118h6v6h-6zM195 108h6v6h-6z"/></g><g class="thin"><path d="M142 128q14 10 30-2t34 4M140 142q18-8 34 2t32-2M142 158q16 8 30-2t34 4M146 172q14-8 28 2t28-4"/><path class="sprout" d="M150 214C148 196 158 186 154 166M186 210C188 192 178 184 184 162M170 212C168 198 172 188 170 178"/></g><g class="thick"><path d="M132 130q22 9 42-1t42 3M130 147q22-8 44 1t44-1M132 164q22 8 42-1t42 3M136 180q20-7 38 1t38-1"/></g>"#;

/// What the ruler takes up beside the skin.
const ROOM: i32 = 60;

/// A picture named by the caption with this id, with the skin in it.
fn skin(
    caption: &'static str,
    view_box: String,
    state: impl Fn() -> String + Send + 'static,
    inside: AnyView,
) -> AnyView {
    view! {
        <svg class=state viewBox=view_box role="img" aria-labelledby=caption>
            <g inner_html=SKIN></g>
            {inside}
        </svg>
    }
    .into_any()
}

/// The skin with needles as deep as `depth`, the ruler, and the range marked on it.
pub fn depth_picture(depth: RwSignal<Depth>, marked: Memo<Option<Marked>>) -> AnyView {
    let planner = Planner::here();
    let text = |id: &str| planner.text(id);
    let tip = move || SURFACE + depth.get().length();
    let label = move || planner.with(|say, _| millimetres(depth.get().hundredths(), say));
    let mut ticks = String::new();
    for quarter in 0..=13 {
        let long = if quarter % 4 == 0 { 14 } else { 7 };
        ticks.push_str(&format!("M{} {}h{long}", 52 - long, SURFACE + quarter * MILLIMETRE / 4));
    }
    let numbers = [0, 1, 2, 3].map(|mm| {
        let number = planner.with(|say, _| say.number(mm as u64));
        view! { <text class="end" x="32" y=SURFACE + mm * MILLIMETRE + 5>{number}</text> }
    });
    let band = move || {
        marked.get().map(|range| {
            let (top, bottom) = (SURFACE + length(range.low), SURFACE + length(range.high));
            let edges = format!("M{WIDTH} {top}H{ROOM}V{bottom}H{WIDTH}");
            let class = if range.studied { "band" } else { "band judged" };
            view! {
                <g class=class>
                    <rect x=ROOM y=top width="10" height=bottom - top></rect>
                    <rect class="over" x=ROOM y=top width="10" height=bottom - top></rect>
                    <path d=edges></path>
                </g>
            }
        })
    };
    let inside = view! {
        {band}
        <g class="needles" transform=move || format!("translate(0 {})", depth.get().length()) inner_html=NEEDLES></g>
        <g class="piece" inner_html=HAND_PIECE></g>
        <g class="ruler">
            <path d=format!("M52 {SURFACE}V{}{ticks}", SURFACE + 13 * MILLIMETRE / 4)></path>
            {numbers.collect_view()}
            <text class="end" x="46" y=SURFACE - 16>"mm"</text>
        </g>
        <g class="names">
            <text class="end" x="314" y="82">{text("skin.layer.top")}</text>
            <text class="end" x="314" y="232">{text("skin.layer.middle")}</text>
            <text class="end" x="314" y="386">{text("skin.layer.fat")}</text>
        </g>
        <g class="at">
            <path d=move || format!("M52 {0}H148", tip())></path>
            <rect x="74" y=move || tip() - 13 width="66" height="26" rx="13"></rect>
            <text class="mid" x="107" y=move || tip() + 5>{label}</text>
        </g>
    };
    skin("skin-caption", format!("0 0 {WIDTH} {HEIGHT}"), || "skin-cut".to_owned(), inside.into_any())
}

/// The skin on a day after a session: what shows follows the phase and the signs of that day.
pub fn after_picture(after: Memo<After>) -> AnyView {
    let state = move || {
        after.with(|after| {
            let swollen = if after.shows("swelling") { " is-swollen" } else { "" };
            let warm = if after.shows("colour_change") { " is-warm" } else { "" };
            format!("skin-cut days {}{swollen}{warm}", after.phase)
        })
    };
    let (top, wide, high) = (SURFACE - 62, WIDTH - ROOM, HEIGHT - SURFACE + 62);
    let view_box = format!("{ROOM} {top} {wide} {high}");
    skin("skin-after-caption", view_box, state, view! { <g inner_html=AFTER></g> }.into_any())
}
