//! The build step after Trunk: checks the content, writes the packs, takes the program apart, prerenders the first page
//! in each language, puts everything but the pages under a folder of its own version, and lists the files.
//!
//! Runs natively as a Trunk hook, with the folder to work on in `TRUNK_STAGING_DIR`.

#[path = "site/check.rs"]
mod check;
#[path = "site/lighter.rs"]
mod lighter;
#[path = "site/module.rs"]
mod module;
#[path = "site/offline.rs"]
mod offline;
#[path = "site/page.rs"]
mod page;
#[path = "site/panics.rs"]
mod panics;
#[path = "site/parts.rs"]
mod parts;
#[path = "site/pictures.rs"]
mod pictures;
#[path = "site/search.rs"]
mod search;

use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use microneedling_planner::content::languages::{self, LANGUAGES, Language};
use microneedling_planner::content::words::{self, Words};
use microneedling_planner::content::{evidence, json, review};
use microneedling_planner::domain::ids::ConcernId;
use serde_json::{Map, Value, json};

/// The style sheets that the first text waits for, in the order they are joined; layers make the order explicit inside
/// them too.
const STYLES: [&str; 4] = ["tokens", "base", "parts", "pages"];

/// Those of the screens that come with the first answer, and come with them.
const LATER_STYLES: [&str; 14] = [
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
    "settings",
    "for_clinics",
    "styleguide",
];

/// Those of the screens that show that the planner can be trusted.
const PROOFS_STYLES: [&str; 5] = ["evidence", "options", "estimator", "understanding", "about"];

/// Files beside the page that keep their names over versions, as they are; `embed.js` is such too, but names the version,
/// and what [`check`] writes, which speaks a language.
const STABLE: [&str; 2] = ["clinic.schema.json", "embed.d.ts"];

/// Scripts that Trunk knows nothing of: that of the first load, those only a planner on somebody's page asks for, and what
/// comes when all is done.
const SCRIPTS: [&str; 5] = ["language.js", "element.js", "embedded.js", "frame.js", "offline.js"];

/// Stands for the version in what is written before it is known.
const VERSION: &str = "{{version}}";

/// Files of the versioned folder that the first load asks for, beside the words.
const FIRST_LOAD: [&str; 7] = [
    "icon.svg",
    "language.js",
    "loader.js",
    "microneedling-planner.js",
    "microneedling-planner_bg.wasm",
    parts::LINK,
    "print.css",
];

fn main() -> Result<(), Box<dyn Error>> {
    let staging =
        PathBuf::from(std::env::var("TRUNK_STAGING_DIR").map_err(|_| "run by Trunk: TRUNK_STAGING_DIR is not set")?);
    let origin = search::Origin::given()?;
    // Read once here, so that a broken pack fails the build and not a page.
    let core = evidence::core_pack()?;
    evidence::core_from(&core)?;
    evidence::details()?;
    evidence::options()?;
    let mut voices = Vec::new();
    for language in LANGUAGES {
        voices.push((*language, write_words(&staging, *language)?));
    }
    fs::write(staging.join("evidence.json"), core.to_string())?;
    fs::write(staging.join("details.json"), evidence::details_pack()?.to_string())?;
    fs::write(staging.join("options.json"), evidence::options_pack()?.to_string())?;
    // The cases that the tests hold the estimator to, for whoever wants to see them worked out on their own device.
    fs::write(staging.join("vectors.json"), json::parse(&fs::read_to_string("tests/vectors.json")?)?.to_string())?;
    let style = style_sheet(&STYLES)?;
    fs::write(staging.join("planner.css"), &style)?;
    fs::write(staging.join("later.css"), style_sheet(&LATER_STYLES)?)?;
    fs::write(staging.join("proofs.css"), style_sheet(&PROOFS_STYLES)?)?;
    fs::write(staging.join("print.css"), style_sheet(&["print"])?)?;
    fs::write(staging.join("embed.css"), style_sheet(&["embed"])?)?;
    fs::write(staging.join("check.css"), style_sheet(&["check"])?)?;
    fs::copy("style/icon.svg", staging.join("icon.svg"))?;
    pictures::icons(&staging)?;
    if origin.is_some() {
        for (_, words) in &voices {
            pictures::social(&staging, words)?;
        }
    }

    parts::split(&staging)?;
    for script in ["microneedling-planner.js", "loader.js", parts::LINK].map(|script| staging.join(script)) {
        fs::write(&script, script_text(&script)?)?;
    }
    let said = |id: &str| by_language(&voices, id);
    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    for script in SCRIPTS {
        let text = script_text(&Path::new("src/embed").join(script))?;
        let text = text.replace("{{concerns}}", &concerns()).replace("{{languages}}", &tags.join(" "));
        fs::write(staging.join(script), text.replace("{{titles}}", &said("embed.title")))?;
    }

    let locales: Vec<_> =
        voices.iter().map(|(language, words)| (language.tag, words.text("language.locale"))).collect();
    let embed_problems = said("embed.problem");
    let names = file_names(&staging)?;
    let html = fs::read_to_string(staging.join("index.html"))?;
    let mut pages = Vec::new();
    for (language, words) in voices {
        let manifest = offline::manifest(VERSION, language, &words)?;
        let (check_page, check_script) = check::page_and_script(language, &words)?;
        let beside = [(offline::MANIFEST, manifest), (check::PAGE, check_page), (check::SCRIPT, check_script)];
        let page = page::finish(&html, &style, VERSION, language, words, origin.as_ref(), &locales)?;
        pages.push((language, page, beside));
    }
    let worker = offline::worker(&script_text(Path::new("src/embed/sw.js"))?, VERSION, &names, LANGUAGES);
    // Whatever is kept for opening without a connection changes the version.
    let mut beside: Vec<&str> = pages.iter().map(|(_, page, _)| page.as_str()).collect();
    beside.push(&worker);

    let version = move_into_version(&staging, &names, &beside)?;
    fs::write(staging.join(offline::WORKER), worker.replace(VERSION, &version))?;
    // The one script whose name never changes leads to the version.
    let embed = script_text(Path::new("src/embed/embed.js"))?;
    let embed = embed.replace("VERSION", &version).replace("{{problems}}", &embed_problems);
    fs::write(staging.join("embed.js"), embed)?;
    for file in STABLE {
        fs::copy(format!("src/embed/{file}"), staging.join(file))?;
    }
    for (language, page, beside) in pages {
        let folder = staging.join(language.folder());
        fs::create_dir_all(&folder)?;
        for (name, text) in [("index.html", page)].into_iter().chain(beside) {
            fs::write(folder.join(name), text.replace(VERSION, &version))?;
        }
    }
    let for_search = origin.map(|origin| search::write(&staging, &origin)).transpose()?.unwrap_or_default();
    fs::write(staging.join("files.json"), file_list(&names, &version, &for_search)?)?;
    Ok(())
}

/// The words of a part of a language: those of its folder, or of a folder in it.
fn pack(language: Language, part: &str) -> Result<Words, Box<dyn Error>> {
    let files = languages::files(Path::new("content"), language.tag, part)?;
    let entries: Vec<_> = files.into_iter().flat_map(|(_, entries)| entries).collect();
    Ok(words::pack(language.tag, &entries))
}

/// Writes the packs of a language. What comes back are the words of the first screens and of those after.
fn write_words(staging: &Path, language: Language) -> Result<Words, Box<dyn Error>> {
    let pack = |part| pack(language, part);
    let (mut first, plan, proofs) = (pack("")?, pack("plan")?, pack("proofs")?);
    let (mut details, mut options) = (pack("details")?, pack("options")?);
    details.name_terms(&first);
    options.name_terms(&first);
    let mut first_pack = Value::from(&first);
    if let Some(fields) = first_pack.as_object_mut() {
        fields.insert("review".to_owned(), json::parse(review::FILE)?);
    }
    let packs = [("plan", &plan), ("proofs", &proofs), ("details", &details), ("options", &options)];
    let packs = packs.map(|(name, pack)| (name, Value::from(pack)));
    for (name, pack) in packs.into_iter().chain([("words", first_pack)]) {
        fs::write(staging.join(format!("{name}.{}.json", language.tag)), pack.to_string())?;
    }
    first.extend(plan);
    Ok(first)
}

/// A text in each language, as an object in a script.
fn by_language(voices: &[(Language, Words)], id: &str) -> String {
    let texts: Map<String, Value> =
        voices.iter().map(|(language, words)| (language.tag.to_owned(), words.text(id).into())).collect();
    Value::Object(texts).to_string()
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

/// The names of all files but the page: those of the versioned folder.
fn file_names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending != "html") {
            names.push(path.file_name().ok_or("a file without a name")?.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Moves these files into `<version>-<contents>/`: a new build never shares an address with an old one. What lies `beside`
/// the folder counts too.
fn move_into_version(staging: &Path, names: &[String], beside: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut hasher = DefaultHasher::new();
    for name in names {
        fs::read(staging.join(name))?.hash(&mut hasher);
    }
    beside.hash(&mut hasher);
    let version = format!("{}-{:08x}", env!("CARGO_PKG_VERSION"), hasher.finish() as u32);
    fs::create_dir_all(staging.join(&version))?;
    for name in names {
        fs::rename(staging.join(name), staging.join(&version).join(name))?;
    }
    Ok(version)
}

fn file_list(names: &[String], version: &str, for_search: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for language in LANGUAGES {
        for name in ["index.html", offline::MANIFEST, check::PAGE, check::SCRIPT] {
            let path = language.folder() + name;
            files.push(json!({ "path": path, "first_load": name == "index.html", "language": language.tag }));
        }
    }
    let beside = STABLE.iter().chain(&["embed.js", offline::WORKER]).chain(for_search);
    files.extend(beside.map(|name| json!({ "path": name, "first_load": false })));
    files.extend(names.iter().map(|name| {
        let path = format!("{version}/{name}");
        match name.split('.').collect::<Vec<_>>()[..] {
            [pack, language, "json"] => json!({ "path": path, "first_load": pack == "words", "language": language }),
            _ => json!({ "path": path, "first_load": FIRST_LOAD.contains(&name.as_str()) }),
        }
    }));
    Ok(serde_json::to_string_pretty(&json!({ "version": version, "files": files }))?)
}
