//! Components that more than one screen uses; a file each.

pub mod ask_twice;
pub mod carry_along;
pub mod checklist_rows;
pub mod concern_choice;
pub mod el;
pub mod fields;
pub mod frame;
pub mod heading;
pub mod healing_check;
pub mod kept_form;
pub mod photo_add;
pub mod photo_album;
pub mod photo_camera;
pub mod rich;
pub mod sources;
pub mod status;
pub mod stepper;
pub mod svg;
pub mod table;
pub mod tick_page;
pub mod typed_page;
pub mod waiting;
