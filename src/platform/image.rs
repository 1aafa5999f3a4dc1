//! Pictures made small on the device: decoded, drawn onto a canvas and written anew, which leaves behind all that a
//! camera wrote beside the picture (place, time, device).
//!
//! Uses: `domain::photo` for the bounds. Used by: `platform::camera`, `ui`.

/// Why a picture cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The file is too large to be opened safely.
    TooLarge,
    /// It is no picture that this browser can read.
    NoPicture,
}

#[cfg(target_arch = "wasm32")]
pub(super) use browser::shrink_bitmap;
#[cfg(target_arch = "wasm32")]
pub use browser::{bytes, chosen, shrink};

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Promise, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap, Window};

    use super::Unusable;
    use crate::domain::photo::{LARGEST_FILE, LONGEST_SIDE, is_jpeg};

    /// How well a JPEG is written, tried in this order before the picture itself is made smaller.
    const QUALITIES: [f64; 4] = [0.85, 0.7, 0.55, 0.4];
    /// No picture is made smaller than this, in pixels.
    const LEAST_SIDE: u32 = 64;
    const START: &str = "data:image/jpeg;base64,";

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    fn window() -> Option<Window> {
        web_sys::window()
    }

    /// The file chosen in a file field, which is then empty again: the same file can be chosen twice.
    pub fn chosen(input: &HtmlInputElement) -> Option<File> {
        let file = input.files()?.get(0);
        input.set_value("");
        file
    }

    /// A file as a small JPEG in base64.
    ///
    /// # Errors
    /// [`Unusable`], when it is too large or no picture.
    pub async fn shrink(file: File) -> Result<String, Unusable> {
        if file.size() > LARGEST_FILE as f64 {
            return Err(Unusable::TooLarge);
        }
        // A picture is turned the way its camera was held: that is what browsers do when nothing else is asked for.
        let bitmap = window().and_then(|window| window.create_image_bitmap_with_blob(&file).ok());
        shrink_bitmap(bitmap).await
    }

    /// A picture on its way as a small JPEG in base64.
    pub async fn shrink_bitmap(bitmap: Option<Promise>) -> Result<String, Unusable> {
        let bitmap = JsFuture::from(bitmap.ok_or(Unusable::NoPicture)?).await.map_err(|_| Unusable::NoPicture)?;
        let bitmap: ImageBitmap = bitmap.dyn_into().map_err(|_| Unusable::NoPicture)?;
        let small = draw(&bitmap);
        bitmap.close();
        small.ok_or(Unusable::NoPicture)
    }

    /// As large and as good as fits.
    fn draw(bitmap: &ImageBitmap) -> Option<String> {
        let canvas: HtmlCanvasElement = window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let longest = bitmap.width().max(bitmap.height()).max(1);
        let mut side = longest.min(LONGEST_SIDE);
        loop {
            let scaled = |length: u32| (u64::from(length) * u64::from(side) / u64::from(longest)).max(1) as u32;
            let (width, height) = (scaled(bitmap.width()), scaled(bitmap.height()));
            canvas.set_width(width);
            canvas.set_height(height);
            // What lets light through would turn black.
            context.set_fill_style_str("white");
            context.fill_rect(0.0, 0.0, width.into(), height.into());
            // Old browsers ignore the wish.
            let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
            context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width.into(), height.into()).ok()?;
            for quality in QUALITIES {
                let quality = JsValue::from_f64(quality);
                let written = canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality).ok()?;
                if let Some(jpeg) = written.strip_prefix(START).filter(|jpeg| is_jpeg(jpeg)) {
                    return Some(jpeg.to_owned());
                }
            }
            side = side * 4 / 5;
            if side < LEAST_SIDE {
                return None;
            }
        }
    }

    /// The bytes that a base64 text says.
    pub fn bytes(base64: &str) -> Vec<u8> {
        let binary = window().and_then(|window| window.atob(base64).ok()).unwrap_or_default();
        // Each character stands for one byte.
        binary.chars().map(|character| character as u8).collect()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::Unusable;
    use web_sys::{File, HtmlInputElement};

    /// Outside a browser nothing is chosen.
    pub fn chosen(_input: &HtmlInputElement) -> Option<File> {
        None
    }

    /// Outside a browser no picture can be read.
    ///
    /// # Errors
    /// Always.
    pub async fn shrink(_file: File) -> Result<String, Unusable> {
        Err(Unusable::NoPicture)
    }

    /// Outside a browser nothing is handed over.
    pub fn bytes(_base64: &str) -> Vec<u8> {
        Vec::new()
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{bytes, chosen, shrink};
