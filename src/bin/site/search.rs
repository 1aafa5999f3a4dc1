//! What search engines, and those who show a link, are told of the pages: where each language is, what a page is about,
//! and which picture goes with it. Used by: the build step.
//!
//! All of it is in words that stand on the page. Only whoever hosts the planner knows its address: it is given in
//! `PLANNER_ORIGIN`, and without it nothing is written that needs one.

use std::env::{self, VarError};
use std::error::Error;
use std::fs;
use std::path::Path;

use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::content::review::Review;
use microneedling_planner::content::words::{Piece, Words};
use serde_json::{Value, json};

use crate::page::escape;
use crate::pictures::{SOCIAL_SIZE, social_name};

/// Where the planner's folder is on the web: `https://planner.example/` or `https://clinic.example/planner/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The variable of the build that has it.
const VARIABLE: &str = "PLANNER_ORIGIN";

impl Origin {
    /// The one that the build was given, if any.
    ///
    /// # Errors
    /// When what it was given is no such address.
    pub fn given() -> Result<Option<Self>, Box<dyn Error>> {
        match env::var(VARIABLE) {
            Ok(text) if !text.is_empty() => Ok(Some(Self::read(&text)?)),
            Ok(_) | Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(format!("{VARIABLE} is no text").into()),
        }
    }

    /// Reads the address of a folder; the slash at its end may be missing.
    ///
    /// # Errors
    /// When it is no address, or not that of a folder that others can reach.
    pub fn read(text: &str) -> Result<Self, String> {
        Self::parts(text).map(|(scheme, host, path)| Self(format!("{scheme}://{host}/{path}"))).map_err(|problem| {
            format!(
                "{VARIABLE}={text}: {problem}. It is the address of the planner's folder, such as \
                 https://planner.example/ or https://clinic.example/planner/"
            )
        })
    }

    fn parts(text: &str) -> Result<(&str, String, String), &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or("it does not begin with https://")?;
        if rest.contains(['?', '#', '@']) {
            return Err("it has a query, a fragment or a name to log in with");
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let is_label = |label: &str| {
            let edge = label.starts_with('-') || label.ends_with('-');
            !label.is_empty() && !edge && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
        };
        if !name.split('.').all(is_label) || port.parse::<u16>().is_err() {
            return Err("it names no host");
        }
        match scheme {
            "https" => {}
            // Where somebody tries it out.
            "http" if matches!(name, "localhost" | "127.0.0.1") => {}
            "http" => return Err("a planner on the web needs https"),
            _ => return Err("it does not begin with https://"),
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let is_step = |step: &str| {
            let sign = |sign: char| sign.is_ascii_alphanumeric() || "-._~%".contains(sign);
            !matches!(step, "" | "." | "..") && step.chars().all(sign)
        };
        if path.ends_with(".html") {
            return Err("it names a page");
        }
        if !path.is_empty() && !path.split('/').all(is_step) {
            return Err("its path is not one that a browser would show");
        }
        let path = if path.is_empty() { String::new() } else { format!("{path}/") };
        Ok((scheme, host.to_ascii_lowercase(), path))
    }

    /// The whole address of what lies at `path` below the folder.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Whether the folder is all of its host, which is where a host's `robots.txt` is read.
    fn is_host(&self) -> bool {
        self.0.matches('/').count() == 3
    }
}

/// Where a page is: its language, the way from it to the root, the folder of its version.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The page's language.
    pub tag: &'a str,
    /// The way to the root of the site, relative.
    pub root: &'a str,
    /// Name of the version's folder.
    pub version: &'a str,
    /// Where the root is on the web, if that is known.
    pub origin: Option<&'a Origin>,
    /// Each language with the variety that says its numbers and days.
    pub locales: &'a [(&'static str, String)],
}

impl Place<'_> {
    /// The address of what lies at `path` below the root: whole where one is known, else relative. Search engines take
    /// only whole ones for the pages of other languages; relative ones are right too, and browsers follow them.
    fn address(&self, path: &str) -> String {
        match self.origin {
            Some(origin) => origin.at(path),
            None => format!("{}{path}", self.root),
        }
    }
}

/// Each language with the folder of its page, then the page for people of every other language: the one at the root,
/// which asks the browser which language to speak.
fn pages() -> impl Iterator<Item = (&'static str, String)> {
    let root = LANGUAGES.first().map(|language| ("x-default", language.folder()));
    LANGUAGES.iter().map(|language| (language.tag, language.folder())).chain(root)
}

/// The lines of the head: the page in each language; and where the planner's address is known, the page's own, and what a
/// link to it is shown with.
pub fn head(place: Place<'_>, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = pages()
        .map(|(tag, folder)| {
            format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\">", escape(&place.address(&folder)))
        })
        .collect();
    let Some(own) = own_address(place) else { return lines };
    let picture = place.address(&format!("{}/{}", place.version, social_name(place.tag)));
    let (width, height) = (SOCIAL_SIZE.0.to_string(), SOCIAL_SIZE.1.to_string());
    // The picture's words; the drawing beside them says nothing more.
    let says = format!("{}. {} {}", words.text("app.name"), words.text("start.title"), words.text("start.private"));
    lines.push(format!("<link rel=\"canonical\" href=\"{}\">", escape(&own)));
    let tags = [
        ("property", "og:type", "website"),
        ("property", "og:site_name", &words.text("app.name")),
        ("property", "og:title", &words.text("start.title")),
        ("property", "og:description", &words.text("app.description")),
        ("property", "og:url", &own),
        ("property", "og:image", &picture),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", &width),
        ("property", "og:image:height", &height),
        ("property", "og:image:alt", &says),
        // What is not said here is read from the tags above.
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:image:alt", &says),
    ];
    lines.extend(tags.map(|(kind, name, what)| format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(what))));
    lines.extend(place.locales.iter().map(|(tag, locale)| {
        let name = if *tag == place.tag { "og:locale" } else { "og:locale:alternate" };
        format!("<meta property=\"{name}\" content=\"{}\">", escape(&locale.replace('-', "_")))
    }));
    lines
}

fn own_address(place: Place<'_>) -> Option<String> {
    let language = LANGUAGES.iter().find(|language| language.tag == place.tag)?;
    Some(place.origin?.at(&language.folder()))
}

/// What the page is, for programs. There is no `FAQPage`: the page asks the reader, and no heading on it is a question with
/// its answer under it.
pub fn structured(place: Place<'_>, words: &Words, review: Option<&Review>) -> Value {
    let term = words.pieces("learn.what").into_iter().find_map(|piece| match piece {
        Piece::Term { id, shown } if id == "microneedling" => Some(shown),
        _ => None,
    });
    let mut page = json!({
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": words.text("start.title"),
        "description": words.text("start.intro"),
        "inLanguage": place.tag,
        "audience": { "@type": "Patient" },
        "about": { "@type": "MedicalProcedure", "name": term.unwrap_or_else(|| words.text("glossary.microneedling.term")) },
    });
    if let Some(fields) = page.as_object_mut() {
        if let Some(own) = own_address(place) {
            fields.insert("url".to_owned(), own.into());
        }
        if let Some(review) = review {
            fields.insert("lastReviewed".to_owned(), review.date.to_string().into());
            fields.insert("reviewedBy".to_owned(), json!({ "@type": "Person", "name": review.clinician }));
        }
    }
    page
}

/// Structured data as an element of a page. A browser runs nothing of this type, so the policy on scripts has no say in it.
pub fn element(data: &Value) -> String {
    // Nothing in it can end the element: in JSON a "<" may be written so too.
    format!("<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c"))
}

/// Writes what lies at the root for search engines; returns the names.
///
/// # Errors
/// When a file cannot be written.
pub fn write(staging: &Path, origin: &Origin) -> Result<Vec<&'static str>, Box<dyn Error>> {
    let robots = origin.is_host().then(|| format!("User-agent: *\nDisallow:\n\nSitemap: {}\n", origin.at(SITEMAP)));
    let files = [(SITEMAP, Some(sitemap(origin))), (ROBOTS, robots)];
    let mut names = Vec::new();
    for (name, text) in files {
        if let Some(text) = text {
            fs::write(staging.join(name), text)?;
            names.push(name);
        }
    }
    Ok(names)
}

/// The list of pages for search engines, and the file that leads them to it.
const SITEMAP: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";

/// Each page, with the addresses of the same page in every language.
fn sitemap(origin: &Origin) -> String {
    let same: String = pages()
        .map(|(tag, folder)| {
            let address = origin.at(&folder);
            format!("    <xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>\n")
        })
        .collect();
    let urls: String = LANGUAGES
        .iter()
        .map(|language| format!("  <url>\n    <loc>{}</loc>\n{same}  </url>\n", origin.at(&language.folder())))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{urls}</urlset>\n"
    )
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::*;

    #[test]
    fn the_address_of_a_folder_is_read_and_all_else_is_refused_by_name() {
        for (given, read) in [
            ("https://planner.example", "https://planner.example/"),
            ("https://Planner.example/", "https://planner.example/"),
            ("https://clinic.example/a/plan%C3%A9", "https://clinic.example/a/plan%C3%A9/"),
            ("https://clinic.example:8443/planner/", "https://clinic.example:8443/planner/"),
            ("http://localhost:8080/", "http://localhost:8080/"),
        ] {
            assert_eq!(Origin::read(given).unwrap().at(""), read);
        }
        for (given, problem) in [
            ("planner.example", "https://"),
            ("//planner.example/", "https://"),
            ("ftp://planner.example/", "https://"),
            ("http://planner.example/", "needs https"),
            ("http://localhost.example/", "needs https"),
            ("https://planner.example/?lang=fr", "query"),
            ("https://planner.example/#/plan", "fragment"),
            ("https://me@planner.example/", "log in"),
            ("https:///planner/", "no host"),
            ("https://planner..example/", "no host"),
            ("https://planner.example:port/", "no host"),
            ("https://pläner.example/", "no host"),
            ("https://planner.example/index.html", "names a page"),
            ("https://planner.example/a//b/", "its path"),
            ("https://planner.example/../b/", "its path"),
            ("https://planner.example/a b/", "its path"),
            ("https://planner.example/\"><script>/", "its path"),
        ] {
            let said = Origin::read(given).unwrap_err();
            assert!(said.contains(problem) && said.contains(VARIABLE) && said.contains(given), "{given}: {said}");
        }
    }

    #[test]
    fn the_sitemap_lists_each_page_with_its_address_in_every_language() {
        let origin = Origin::read("https://clinic.example/planner").unwrap();
        let text = sitemap(&origin);
        let sitemap = Document::parse(&text).unwrap();
        let named = |name: &'static str| sitemap.descendants().filter(move |node| node.tag_name().name() == name);
        let pages: Vec<String> = LANGUAGES.iter().map(|language| origin.at(&language.folder())).collect();
        assert!(pages.contains(&"https://clinic.example/planner/".to_owned()));
        assert!(pages.contains(&"https://clinic.example/planner/fr/".to_owned()));
        assert_eq!(named("loc").filter_map(|page| page.text()).collect::<Vec<_>>(), pages);
        for url in named("url") {
            let links: Vec<_> = url.children().filter(|node| node.tag_name().name() == "link").collect();
            let linked: Vec<_> = links
                .iter()
                .map(|link| (link.attribute("hreflang").unwrap(), link.attribute("href").unwrap()))
                .collect();
            let mut expected: Vec<_> =
                LANGUAGES.iter().zip(&pages).map(|(language, page)| (language.tag, page.as_str())).collect();
            expected.push(("x-default", &pages[0]));
            assert_eq!(linked, expected);
        }
    }

    #[test]
    fn a_host_of_its_own_is_told_where_the_sitemap_is() {
        let written = |name: &str, origin: &str| {
            let folder = env::temp_dir().join(format!("planner-search-{}-{name}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            let names = write(&folder, &Origin::read(origin).unwrap()).unwrap();
            let texts = names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect::<String>();
            fs::remove_dir_all(&folder).unwrap();
            (names, texts)
        };
        let (names, texts) = written("host", "https://planner.example/");
        assert_eq!(names, [SITEMAP, ROBOTS]);
        assert!(texts.contains("\nSitemap: https://planner.example/sitemap.xml\n"), "{texts}");
        // Nobody reads it in a folder of a site, which has one of its own.
        assert_eq!(written("folder", "https://clinic.example/planner/").0, [SITEMAP]);
    }

    #[test]
    fn no_word_ends_the_element_it_is_in() {
        let data = json!({ "name": "</script><!-- & \"more\"" });
        let element = element(&data);
        let inside = element.strip_prefix("<script type=\"application/ld+json\">").unwrap();
        let inside = inside.strip_suffix("</script>").unwrap();
        assert!(!inside.contains('<'), "{inside}");
        assert_eq!(serde_json::from_str::<Value>(inside).unwrap(), data);
    }
}
