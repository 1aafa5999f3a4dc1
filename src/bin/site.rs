//! The build step after Trunk: checks the content, writes the packs, takes the program apart, prerenders the first
//! page, puts everything but the page under a folder of its own version, and lists the files.
//!
//! Runs natively as a Trunk hook, with the folder to work on in `TRUNK_STAGING_DIR`.

#[path = "site/parts.rs"]
mod parts;

use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use leptos::prelude::*;
use microneedling_planner::content::words::{self, Words};
use microneedling_planner::content::{evidence, json, review};
use microneedling_planner::domain::ids::ConcernId;
use microneedling_planner::platform::locale;
use microneedling_planner::platform::page::Page;
use microneedling_planner::present::route::{Route, Step};
use microneedling_planner::record::clinic::LANGUAGES;
use microneedling_planner::record::shelf::{NotKept, Shelf};
use microneedling_planner::state::planner::{Later, Parts, Planner};
use microneedling_planner::ui::later;
use microneedling_planner::ui::parts::frame::{Header, footer};
use serde_json::{Value, json};

/// The style sheets that the first text waits for, in the order they are joined; layers make the order explicit inside
/// them too.
const STYLES: [&str; 4] = ["tokens", "base", "parts", "pages"];

/// Those of the screens that come with the first answer, and come with them.
const LATER_STYLES: [&str; 13] = [
    "timeline",
    "skin",
    "body",
    "people",
    "today",
    "normal",
    "diary",
    "photos",
    "take",
    "carry",
    "saved",
    "for_clinics",
    "styleguide",
];

/// Scripts of the versioned folder that only a planner on somebody's page asks for.
const EMBEDDED: [&str; 3] = ["element.js", "embedded.js", "frame.js"];

/// Files beside the page that keep their names over versions, as they are; `embed.js` and `check.html` are such too, but
/// name the version.
const STABLE: [&str; 3] = ["check.js", "clinic.schema.json", "embed.d.ts"];

/// Files of the versioned folder that the first load asks for.
const FIRST_LOAD: [&str; 8] = [
    "icon.svg",
    "loader.js",
    "microneedling-planner.js",
    "microneedling-planner_bg.wasm",
    parts::LINK,
    "planner.css",
    "print.css",
    "words.en.json",
];

fn main() -> Result<(), Box<dyn Error>> {
    let staging =
        PathBuf::from(std::env::var("TRUNK_STAGING_DIR").map_err(|_| "run by Trunk: TRUNK_STAGING_DIR is not set")?);
    let content = Path::new("content");
    let mut words = language_pack("en", &content.join("en"))?;
    let plan_words = language_pack("en", &content.join("en/plan"))?;
    let detail_words = language_pack("en", &content.join("en/details"))?;

    // Read once here, so that a broken pack fails the build and not a page.
    let core = evidence::core_pack()?;
    evidence::core_from(&core)?;
    let mut first_pack = Value::from(&words);
    if let Some(fields) = first_pack.as_object_mut() {
        fields.insert("evidence".to_owned(), core);
        fields.insert("review".to_owned(), json::parse(review::FILE)?);
    }
    evidence::details()?;
    fs::write(staging.join("words.en.json"), first_pack.to_string())?;
    fs::write(staging.join("plan.en.json"), Value::from(&plan_words).to_string())?;
    words.extend(plan_words);
    fs::write(staging.join("details.en.json"), Value::from(&detail_words).to_string())?;
    fs::write(staging.join("details.json"), evidence::details_pack()?.to_string())?;
    fs::write(staging.join("planner.css"), style_sheet(&STYLES)?)?;
    fs::write(staging.join("later.css"), style_sheet(&LATER_STYLES)?)?;
    fs::write(staging.join("print.css"), style_sheet(&["print"])?)?;
    fs::write(staging.join("embed.css"), style_sheet(&["embed"])?)?;
    fs::write(staging.join("check.css"), style_sheet(&["check"])?)?;
    fs::copy("style/icon.svg", staging.join("icon.svg"))?;

    parts::split(&staging)?;
    for script in ["microneedling-planner.js", "loader.js", parts::LINK].map(|script| staging.join(script)) {
        fs::write(&script, script_text(&script)?)?;
    }
    for script in EMBEDDED {
        let text = script_text(&Path::new("src/embed").join(script))?;
        let text = text.replace("{{concerns}}", &concerns()).replace("{{languages}}", &LANGUAGES.join(" "));
        fs::write(staging.join(script), text)?;
    }

    let version = move_into_version(&staging)?;
    // The one file whose name never changes leads to the version.
    let embed = script_text(Path::new("src/embed/embed.js"))?;
    fs::write(staging.join("embed.js"), embed.replace("VERSION", &version))?;
    let check = fs::read_to_string("src/embed/check.html")?;
    fs::write(staging.join("check.html"), check.replace("VERSION", &version))?;
    for file in STABLE {
        fs::copy(format!("src/embed/{file}"), staging.join(file))?;
    }
    let html = fs::read_to_string(staging.join("index.html"))?;
    fs::write(staging.join("index.html"), finish_page(&html, &version, words)?)?;
    fs::write(staging.join("files.json"), file_list(&staging, &version)?)?;
    Ok(())
}

fn language_pack(language: &str, folder: &Path) -> Result<Words, Box<dyn Error>> {
    let entries: Vec<_> = words::folder(folder)?.into_iter().flat_map(|(_, entries)| entries).collect();
    Ok(words::pack(language, &entries))
}

fn concerns() -> String {
    let ids: Vec<&str> = ConcernId::ALL.iter().map(|concern| concern.as_str()).collect();
    ids.join(" ")
}

fn style_sheet(names: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut all = String::new();
    for name in names {
        all.push_str(&without_layout(&fs::read_to_string(format!("style/{name}.css"))?, &["/*"]));
    }
    Ok(all)
}

/// A script as it is sent.
fn script_text(script: &Path) -> Result<String, Box<dyn Error>> {
    Ok(without_layout(&fs::read_to_string(script)?, &["*", "/**", "//"]))
}

/// A text without indentation, blank lines and lines that are comments: those are for the reader of the source. Safe
/// for the program's glue, which has no text over several lines, and for style sheets with comments on one line.
fn without_layout(text: &str, comments: &[&str]) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.filter(|line| !comments.iter().any(|mark| line.starts_with(mark))).collect();
    lines.join("\n")
}

/// Moves every file but the page into `<version>-<contents>/`: a new build never shares an address with an old one.
fn move_into_version(staging: &Path) -> Result<String, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(staging)?
        .map(|item| item.map(|item| item.path()))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "html"))
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        fs::read(file)?.hash(&mut hasher);
    }
    let version = format!("{}-{:08x}", env!("CARGO_PKG_VERSION"), hasher.finish() as u32);
    fs::create_dir_all(staging.join(&version))?;
    for file in files {
        let name = file.file_name().ok_or("a file without a name")?;
        fs::rename(&file, staging.join(&version).join(name))?;
    }
    Ok(version)
}

fn finish_page(html: &str, version: &str, words: Words) -> Result<String, Box<dyn Error>> {
    for mark in ["<!-- planner:head -->", "<!-- planner:page -->"] {
        if !html.contains(mark) {
            return Err(format!("index.html has lost its mark {mark}").into());
        }
    }
    let title = words.fill("app.page_title", &[("page", &words.text("start.title"))]);
    let description = words.text("app.description");
    let head = format!(
        "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"./{version}/icon.svg\">\n<link rel=\"stylesheet\" href=\"./{version}/planner.css\">\n<link rel=\"modulepreload\" href=\"./{version}/{}\">\n<link rel=\"preload\" as=\"fetch\" crossorigin href=\"./{version}/words.en.json\">\n<link rel=\"preload\" as=\"fetch\" crossorigin href=\"./{version}/microneedling-planner_bg.wasm\">",
        escape(&title),
        escape(&description),
        parts::LINK,
    );
    // Trunk wrote the loader and its preload beside the page; they moved with everything else.
    let html = html
        .replace("./loader.js", &format!("./{version}/loader.js"))
        .replace("./microneedling-planner.js", &format!("./{version}/microneedling-planner.js"));
    // A style sheet at the end of the body holds up only what comes after it, which is nothing.
    let later = format!("<link rel=\"stylesheet\" media=\"print\" href=\"./{version}/print.css\">");
    Ok(html
        .replace("<!-- planner:head -->", &head)
        .replace("<!-- planner:page -->", &prerender(words)?)
        .replace("<!-- planner:later -->", &later))
}

/// The start page and the four steps, from the components that draw them in the browser. A step stands hidden until
/// the address names it, which needs no scripting.
fn prerender(words: Words) -> Result<String, Box<dyn Error>> {
    let evidence = evidence::core()?;
    let review = review::review(&json::parse(review::FILE)?);
    let owner = Owner::new();
    Ok(owner.with(|| {
        let parts = Parts {
            evidence,
            words,
            later: Later::Here(later::SCREENS),
            locale: locale::of("en"),
            review,
            shelf: Box::new(FirstVisit),
            files: String::new(),
            page: Page,
        };
        let planner = Planner::new(parts);
        provide_context(planner);
        let mut main = plain(untrack(|| (later::SCREENS.show)(Route::Start)));
        for step in Step::ALL {
            let route = Route::Learn(*step);
            main.push_str(&format!("<div class=\"elsewhere\" id=\"{}\">{}</div>", route.print(), plain(untrack(|| (later::SCREENS.show)(route)))));
        }
        let header = plain(view! { <Header/> }.into_any());
        let footer = plain(footer());
        let skip = escape(&planner.text("app.skip"));
        format!("<a class=\"skip\" href=\"#screen\">{skip}</a>{header}<main id=\"screen\" tabindex=\"-1\">{main}</main>{footer}")
    }))
}

/// A view as HTML, without the empty comments that only taking over in place would need: the page is replaced whole.
fn plain(view: AnyView) -> String {
    view.to_html().replace("<!>", "")
}

/// The device of a person who comes for the first time: it keeps, and has kept nothing yet.
struct FirstVisit;

impl Shelf for FirstVisit {
    fn get(&self, _key: &str) -> Result<Option<String>, NotKept> {
        Ok(None)
    }

    fn set(&self, _key: &str, _text: &str) -> Result<(), NotKept> {
        Ok(())
    }

    fn remove(&self, _key: &str) {}

    fn keys(&self, _start: &str) -> Vec<String> {
        Vec::new()
    }

    fn lasts(&self) -> bool {
        true
    }
}

fn file_list(staging: &Path, version: &str) -> Result<String, Box<dyn Error>> {
    let mut names: Vec<String> = fs::read_dir(staging.join(version))?
        .map(|item| item.map(|item| item.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    names.sort();
    let mut files = vec![json!({ "path": "index.html", "first_load": true })];
    let beside = STABLE.iter().chain(&["check.html", "embed.js"]);
    files.extend(beside.map(|name| json!({ "path": name, "first_load": false })));
    files.extend(
        names.iter().map(
            |name| json!({ "path": format!("{version}/{name}"), "first_load": FIRST_LOAD.contains(&name.as_str()) }),
        ),
    );
    Ok(serde_json::to_string_pretty(&json!({ "version": version, "files": files }))?)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
