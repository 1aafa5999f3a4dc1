//! What the page asked for, told apart: the planner's own files, what the page around it asked for, and other places.
//!
//! Uses: nothing. Used by: `ui::pages::privacy`. Addresses and the number of bytes are arguments.

/// What a file of the planner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page,
    /// Script.
    Script,
    /// The program, or a part of it.
    Program,
    /// A style sheet.
    Style,
    /// Words and evidence.
    Words,
    /// A picture.
    Picture,
    /// Something else.
    Other,
}

impl Kind {
    /// The kind of file at a path.
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => Self::Page,
            None if name.is_empty() => Self::Page,
            Some("js") => Self::Script,
            Some("wasm") => Self::Program,
            Some("css") => Self::Style,
            Some("json") => Self::Words,
            Some("svg" | "png" | "ico") => Self::Picture,
            _ => Self::Other,
        }
    }

    /// The id used in text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Script => "script",
            Self::Program => "program",
            Self::Style => "style",
            Self::Words => "words",
            Self::Picture => "picture",
            Self::Other => "other",
        }
    }
}

/// A file of the planner's that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its address below the folder of its version, else below the planner's own; nothing after a `?` or `#`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Bytes on the way; none where the browser does not say.
    pub bytes: Option<u64>,
}

/// What was asked for since the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// The planner's own files, in the order in which they were asked for.
    pub own: Vec<Own>,
    /// Where else the page went, each place once for each time.
    pub elsewhere: Vec<String>,
    /// How many requests were made by the page around it, which nobody can tell apart from any of that page's.
    pub around: u64,
}

/// The origin of an address: all before its path.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
    address.get(..end).unwrap_or(address)
}

impl Requests {
    /// Adds one. `files` is the folder of the planner's files, a folder in the planner's own; `alone` says whether it has
    /// the page to itself.
    pub fn add(&mut self, address: &str, bytes: Option<u64>, files: &str, alone: bool) {
        // What the page made itself goes over no line.
        if ["data:", "blob:", "about:"].iter().any(|scheme| address.starts_with(scheme)) {
            return;
        }
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let site = files.trim_end_matches('/').rsplit_once('/').map_or(files, |(site, _)| site);
        let below = address.strip_prefix(site).and_then(|rest| rest.strip_prefix('/'));
        match below {
            Some(path) => {
                let path = address.strip_prefix(files).unwrap_or(path);
                self.own.push(Own { path: path.to_owned(), kind: Kind::of(path), bytes });
            }
            None if !alone => self.around += 1,
            None if origin(address) == origin(files) => {
                let path = address.strip_prefix(origin(files)).unwrap_or_default().to_owned();
                self.own.push(Own { kind: Kind::of(&path), path, bytes });
            }
            None => self.elsewhere.push(origin(address).to_owned()),
        }
    }

    /// How many there were, but for those of the page around.
    pub fn count(&self) -> u64 {
        (self.own.len() + self.elsewhere.len()) as u64
    }

    /// Bytes of all that the browser told of.
    pub fn bytes(&self) -> u64 {
        self.own.iter().filter_map(|own| own.bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &str = "https://clinic.example/planner/0.1.0-4705d044/";

    fn requests(addresses: &[&str], alone: bool) -> Requests {
        let mut requests = Requests::default();
        for address in addresses {
            requests.add(address, Some(10), FILES, alone);
        }
        requests
    }

    #[test]
    fn another_place_is_another_place_however_much_it_looks_like_ours() {
        for address in [
            "https://clinic.example.evil.example/planner/0.1.0-4705d044/app.js",
            "https://evil.example/?https://clinic.example/planner/",
            "http://clinic.example/planner/index.html",
            "https://clinic.example:8443/planner/index.html",
            "wss://clinic.example/planner/",
        ] {
            let requests = requests(&[address], true);
            assert_eq!((requests.own.len(), requests.elsewhere.len()), (0, 1), "{address}");
        }
    }

    #[test]
    fn the_planners_own_files_have_their_path_and_kind_and_no_query() {
        let requests = requests(
            &[
                "https://clinic.example/planner/",
                "https://clinic.example/planner/fr/index.html?utm_source=x#/plan",
                "https://clinic.example/planner/0.1.0-4705d044/split_later.wasm",
                "https://clinic.example/planner/0.1.0-4705d044/plan.en.json",
                "https://clinic.example/favicon.ico",
                "data:image/png;base64,AAAA",
                "blob:https://clinic.example/1-2",
            ],
            true,
        );
        let own: Vec<(&str, Kind)> = requests.own.iter().map(|own| (own.path.as_str(), own.kind)).collect();
        let expected = [
            ("", Kind::Page),
            ("fr/index.html", Kind::Page),
            ("split_later.wasm", Kind::Program),
            ("plan.en.json", Kind::Words),
            ("/favicon.ico", Kind::Picture),
        ];
        assert_eq!(own, expected);
        assert_eq!((requests.count(), requests.bytes(), requests.elsewhere.len()), (5, 50, 0));
    }

    #[test]
    fn what_the_page_around_asks_for_is_counted_apart_and_never_called_ours() {
        let of_page = ["https://clinic.example/shop/a.js", "https://tracker.example/t.gif"];
        let ours = "https://clinic.example/planner/0.1.0-4705d044/words.en.json";
        let requests = requests(&[of_page[0], ours, of_page[1]], false);
        assert_eq!((requests.own.len(), requests.elsewhere.len(), requests.around), (1, 0, 2));
    }
}
