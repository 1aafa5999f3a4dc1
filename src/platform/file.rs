//! A file that a person chose, read only when asked.

/// A file chosen in a field.
#[derive(Clone, Debug)]
pub struct Chosen {
    #[cfg(target_arch = "wasm32")]
    file: web_sys::File,
}

#[cfg(target_arch = "wasm32")]
impl Chosen {
    /// The file in a field, if one was chosen.
    pub fn of(field: &web_sys::HtmlInputElement) -> Option<Self> {
        field.files()?.get(0).map(|file| Self { file })
    }

    /// How many bytes it has; known without reading it.
    pub fn size(&self) -> u64 {
        self.file.size() as u64
    }

    /// Its text; `None` when it cannot be read, as when it was deleted meanwhile.
    pub async fn text(self) -> Option<String> {
        wasm_bindgen_futures::JsFuture::from(self.file.text()).await.ok()?.as_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Chosen {
    /// Outside a browser nobody chooses a file.
    pub fn of(_field: &web_sys::HtmlInputElement) -> Option<Self> {
        None
    }

    /// Outside a browser there is no file.
    pub fn size(&self) -> u64 {
        0
    }

    /// Outside a browser there is no file.
    pub async fn text(self) -> Option<String> {
        None
    }
}
