//! The page of each language: the prerendered screens and what stands in its head. Used by: the build step.

use std::error::Error;

use base64::prelude::{BASE64_STANDARD, Engine};
use leptos::prelude::*;
use microneedling_planner::content::languages::{LANGUAGES, Language};
use microneedling_planner::content::review::Review;
use microneedling_planner::content::words::Words;
use microneedling_planner::content::{evidence, json, review};
use microneedling_planner::platform::page::Page;
use microneedling_planner::present::route::{Route, Step};
use microneedling_planner::record::shelf::{NotKept, Shelf};
use microneedling_planner::state::planner::{Later, Parts, Planner, Voice};
use microneedling_planner::ui::later;
use microneedling_planner::ui::parts::frame::{Header, footer};
use sha2::{Digest, Sha256};

use crate::search::{self, Origin, Place};
use crate::{offline, parts};

/// The way from a language's page to the root of the site.
pub fn root(language: Language) -> &'static str {
    if language.folder().is_empty() { "./" } else { "../" }
}

/// The page of a language, of what Trunk wrote. The style of the first screens stands in it, so that its text waits for
/// nothing else.
pub fn finish(
    html: &str,
    style: &str,
    version: &str,
    language: Language,
    words: Words,
    origin: Option<&Origin>,
    locales: &[(&'static str, String)],
) -> Result<String, Box<dyn Error>> {
    let place = Place { tag: language.tag, root: root(language), version, origin, locales };
    written(html, style, place, language, words, review::review(&json::parse(review::FILE)?))
}

fn written(
    html: &str,
    style: &str,
    place: Place<'_>,
    language: Language,
    words: Words,
    review: Option<Review>,
) -> Result<String, Box<dyn Error>> {
    for mark in ["<!-- planner:head -->", "<!-- planner:page -->"] {
        if !html.contains(mark) {
            return Err(format!("index.html has lost its mark {mark}").into());
        }
    }
    let Place { tag, root, version, .. } = place;
    let files = format!("{root}{version}/");
    let spoken = format!("lang=\"{tag}\" dir=\"{}\"", words.text("language.direction"));
    let near = if language.folder().is_empty() { "" } else { " data-near" };
    let title = words.fill("app.page_title", &[("page", &words.text("start.title"))]);
    let mut head = vec![
        format!("<title>{}</title>", escape(&title)),
        format!("<meta name=\"description\" content=\"{}\">", escape(&words.text("app.description"))),
        format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{files}icon.svg\">"),
        format!("<link rel=\"apple-touch-icon\" href=\"{files}apple-touch-icon.png\">"),
        format!("<link rel=\"modulepreload\" href=\"{files}{}\">", parts::LINK),
        format!("<link rel=\"modulepreload\" href=\"{files}language.js\">"),
        format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{files}microneedling-planner_bg.wasm\">"),
    ];
    // The first page of all may be spoken in another language: only the page of one knows whose words are wanted.
    if !near.is_empty() {
        head.push(format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{files}words.{tag}.json\">"));
    }
    // The style comes after what is fetched beside it.
    head.push(format!("<style>{style}</style>"));
    head.extend(search::head(place, &words));
    head.extend(offline::head()?);
    // Trunk wrote the loader and its preload beside the page; they moved with everything else. Where the address is that of
    // one language alone, the planner's element says so, and that language is spoken.
    let html = html
        .replace("./loader.js", &format!("{files}loader.js"))
        .replace("./microneedling-planner.js", &format!("{files}microneedling-planner.js"))
        .replace("style-src 'self'", &format!("style-src 'self' {}", name_of(style)))
        .replace("<html lang=\"en\"", &format!("<html {spoken}"))
        .replace("class=\"planner\" lang=\"en\"", &format!("class=\"planner\" {spoken}{near}"));
    // A style sheet at the end of the body holds up only what comes after it: what no person reads.
    let later = [
        format!("<link rel=\"stylesheet\" media=\"print\" href=\"{files}print.css\">"),
        search::element(&search::structured(place, &words, review.as_ref())),
    ];
    Ok(html
        .replace("<!-- planner:head -->", &head.join("\n"))
        .replace("<!-- planner:page -->", &prerender(language, words, review)?)
        .replace("<!-- planner:later -->", &later.join("\n")))
}

/// The start page and the four steps, from the components that draw them in the browser. A step stands hidden until
/// the address names it, which needs no scripting.
fn prerender(language: Language, words: Words, review: Option<Review>) -> Result<String, Box<dyn Error>> {
    let evidence = evidence::core()?;
    let owner = Owner::new();
    Ok(owner.with(|| {
        let parts = Parts {
            voice: Voice::new(words, &Page),
            later: Later::Here(later::SCREENS),
            review,
            shelf: Box::new(FirstVisit),
            files: String::new(),
            page: Page,
        };
        let planner = Planner::new(parts);
        planner.know(evidence);
        provide_context(planner);
        let mut main = plain(untrack(|| (later::SCREENS.show)(Route::Start)));
        for step in Step::ALL {
            let route = Route::Learn(*step);
            main.push_str(&format!("<div class=\"elsewhere\" id=\"{}\">{}</div>", route.print(), plain(untrack(|| (later::SCREENS.show)(route)))));
        }
        let header = plain(view! { <Header/> }.into_any());
        let footer = plain(footer());
        let skip = escape(&planner.text("app.skip"));
        // Before the program runs, another language is another page.
        let footer = LANGUAGES.iter().fold(footer, |footer, other| {
            footer.replace(&Route::speak(other.tag), &format!("{}{}", root(language), other.folder()))
        });
        format!("<a class=\"skip\" href=\"#screen\">{skip}</a>{header}<main id=\"screen\" tabindex=\"-1\">{main}</main>{footer}")
    }))
}

/// What a policy calls the one style sheet that may stand in the page.
fn name_of(style: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style)))
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

/// A text as it may stand in a page, in an attribute too.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::pack;

    const VERSION: &str = "0.0.0-00000000";
    const STYLE: &str = "main > h1 { color: red; }";
    const ORIGIN: &str = "https://clinic.example/planner/";

    fn words(language: Language) -> Words {
        let mut words = pack(language, "").unwrap();
        words.extend(pack(language, "plan").unwrap());
        words
    }

    fn page(language: Language, origin: Option<&Origin>, review: Option<Review>) -> String {
        let html = std::fs::read_to_string("index.html").unwrap();
        let locales: Vec<_> =
            LANGUAGES.iter().map(|language| (language.tag, words(*language).text("language.locale"))).collect();
        let place = Place { tag: language.tag, root: root(language), version: VERSION, origin, locales: &locales };
        written(&html, STYLE, place, language, words(language), review).unwrap()
    }

    fn reviewed() -> Option<Review> {
        review::review(&serde_json::json!({ "clinician": "Dr Zoë O’Neill", "date": "2026-12-01" }))
    }

    /// What an attribute says in each element that begins so.
    fn said(page: &str, begins: &str, attribute: &str) -> Vec<String> {
        let rows = page.split(begins).skip(1).map(|rest| rest.split('>').next().unwrap());
        let value =
            |row: &str| row.split_once(&format!("{attribute}=\"")).unwrap().1.split('"').next().unwrap().to_owned();
        rows.map(value).collect()
    }

    /// The words of the first screen, as a person without scripting reads them.
    fn seen(page: &str) -> String {
        let body = page.split_once("<body>").unwrap().1.split("<link").next().unwrap();
        let (start, rest) = body.split_once("<div class=\"elsewhere\"").unwrap();
        let shown = format!("{start}{}", rest.rsplit_once("</main>").unwrap().1);
        let mut text = String::new();
        for part in shown.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
            .iter()
            .fold(text, |text, (written, sign)| text.replace(written, sign))
    }

    fn structured(page: &str) -> Value {
        let data = page.split_once("<script type=\"application/ld+json\">").unwrap().1;
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
    }

    /// Every text of the data but names of things of schema.org, tags, dates and addresses, which are no words.
    fn claims(data: &Value, found: &mut Vec<String>) {
        for (name, value) in data.as_object().unwrap() {
            match value {
                Value::Object(_) => claims(value, found),
                _ if matches!(name.as_str(), "@context" | "@type" | "inLanguage" | "lastReviewed" | "url") => {}
                _ => found.push(value.as_str().unwrap().to_owned()),
            }
        }
    }

    #[test]
    fn each_page_leads_to_the_same_page_in_every_language_and_back() {
        let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).chain(["x-default"]).collect();
        let everywhere: Vec<String> =
            LANGUAGES.iter().chain(LANGUAGES.first()).map(|language| language.folder()).collect();
        let origin = Origin::read(ORIGIN).unwrap();
        for language in LANGUAGES {
            let [bare, hosted] = [None, Some(&origin)].map(|origin| page(*language, origin, None));
            for page in [&bare, &hosted] {
                assert_eq!(said(page, "<link rel=\"alternate\"", "hreflang"), tags);
                let direction = words(*language).text("language.direction");
                let spoken = format!("lang=\"{}\" dir=\"{direction}\"", language.tag);
                assert!(page.contains(&format!("<html {spoken}>")), "{}", language.tag);
                assert!(page.contains(&format!("<div id=\"planner\" class=\"planner\" {spoken}")), "{}", language.tag);
            }
            // From its own folder each relative address leads to a page there is.
            let relative = said(&bare, "<link rel=\"alternate\"", "href");
            let up = root(*language);
            assert_eq!(relative, everywhere.iter().map(|folder| format!("{up}{folder}")).collect::<Vec<_>>());
            let whole = said(&hosted, "<link rel=\"alternate\"", "href");
            assert_eq!(whole, everywhere.iter().map(|folder| format!("{ORIGIN}{folder}")).collect::<Vec<_>>());
            // So do the links at the foot, which a person can follow.
            let foot = bare.split_once("class=\"languages\"").unwrap().1.split("</nav>").next().unwrap();
            let links = said(foot, "<a ", "hreflang");
            assert_eq!(links, tags[..LANGUAGES.len()]);
            for other in LANGUAGES {
                assert!(bare.contains(&format!("<a href=\"{up}{}\" lang=\"{}\"", other.folder(), other.tag)));
            }
        }
    }

    #[test]
    fn the_style_of_the_first_screens_stands_in_the_page_and_its_policy_lets_in_no_other() {
        for language in LANGUAGES {
            let page = page(*language, None, None);
            assert!(page.contains(&format!("<style>{STYLE}</style>")), "{}", language.tag);
            // The sum is that of `openssl dgst -sha256`.
            let policy = said(&page, "<meta http-equiv", "content").concat();
            let rule = policy.split("; ").find(|rule| rule.starts_with("style-src")).unwrap();
            assert_eq!(rule, "style-src 'self' 'sha256-yFcsOxN4FYxQBiO1EDGa6nawmvss7YzoIXmOR57syLY='");
            assert_eq!(said(&page, "<link rel=\"stylesheet\"", "media"), ["print"], "text waits for another sheet");
        }
    }

    #[test]
    fn what_a_search_engine_shows_of_a_page_is_shown_whole() {
        for language in LANGUAGES {
            let description = words(*language).text("app.description");
            let length = description.chars().count();
            assert!((70..=160).contains(&length), "{}: {length} characters of {description}", language.tag);
        }
    }

    #[test]
    fn without_an_address_nothing_is_written_that_needs_one() {
        for language in LANGUAGES {
            let page = page(*language, None, None);
            for mark in ["canonical", "og:", "twitter:", "social-", "\"url\"", "https://clinic"] {
                assert!(!page.contains(mark), "{}: {mark}", language.tag);
            }
        }
    }

    #[test]
    fn with_an_address_a_link_is_shown_with_its_own_words_and_picture() {
        let origin = Origin::read(ORIGIN).unwrap();
        for language in LANGUAGES {
            let page = page(*language, Some(&origin), None);
            let own = origin.at(&language.folder());
            assert_eq!(said(&page, "<link rel=\"canonical\"", "href"), std::slice::from_ref(&own));
            let tag = |name: &str| said(&page, &format!("<meta property=\"og:{name}\""), "content").concat();
            let text = |id: &str| escape(&words(*language).text(id));
            assert_eq!(tag("url"), own);
            assert_eq!(tag("title"), text("start.title"));
            assert_eq!(tag("description"), text("app.description"));
            let locale = |language: &Language| words(*language).text("language.locale").replace('-', "_");
            assert_eq!(said(&page, "<meta property=\"og:locale\"", "content"), [locale(language)]);
            let others: Vec<String> = LANGUAGES.iter().filter(|other| *other != language).map(locale).collect();
            assert_eq!(said(&page, "<meta property=\"og:locale:alternate\"", "content"), others);
            assert_eq!(tag("image"), format!("{ORIGIN}{VERSION}/social-{}.png", language.tag));
            assert_eq!((tag("image:width"), tag("image:height")), ("1200".to_owned(), "630".to_owned()));
            assert!(tag("image:alt").contains(&text("start.title")));
            assert_eq!(said(&page, "<meta name=\"twitter:card\"", "content"), ["summary_large_image"]);
            assert_eq!(structured(&page)["url"], own);
        }
    }

    #[test]
    fn structured_data_claims_nothing_that_the_page_does_not_show() {
        for language in LANGUAGES {
            for review in [None, reviewed()] {
                let is_reviewed = review.is_some();
                let page = page(*language, None, review);
                let (data, seen) = (structured(&page), seen(&page));
                assert_eq!(data["inLanguage"], language.tag);
                let mut found = Vec::new();
                claims(&data, &mut found);
                assert_eq!(found.len(), if is_reviewed { 4 } else { 3 }, "{found:?}");
                for claim in found {
                    assert!(seen.contains(&claim), "{}: “{claim}” is not on the page", language.tag);
                }
                // The names are those of schema.org for a MedicalWebPage.
                let names: BTreeSet<&str> = data.as_object().unwrap().keys().map(String::as_str).collect();
                let mut known =
                    BTreeSet::from(["@context", "@type", "about", "audience", "description", "inLanguage", "name"]);
                if is_reviewed {
                    known.extend(["lastReviewed", "reviewedBy"]);
                    assert_eq!(data["lastReviewed"], "2026-12-01");
                }
                assert_eq!(names, known);
            }
        }
    }

    #[test]
    fn the_day_of_a_review_is_read_in_every_language_before_the_program_runs() {
        for language in LANGUAGES {
            let seen = seen(&page(*language, None, reviewed()));
            let day = if language.tag == "en" { "1 Dec 2026" } else { "2026-12-01" };
            assert!(
                seen.contains(
                    &words(*language).fill("app.reviewed", &[("clinician", "Dr Zoë O’Neill"), ("date", day)])
                ),
                "{}",
                language.tag
            );
            assert!(!seen.contains(&words(*language).text("app.not_reviewed")));
        }
    }

    #[test]
    fn whoever_is_unsure_of_the_first_question_finds_what_each_answer_is() {
        for language in LANGUAGES {
            let page = page(*language, None, None);
            let form = page.split_once("<form").unwrap().1.split("</form>").next().unwrap();
            let way = format!("<a href=\"{}\">{}", Route::Uses.href(), words(*language).text("question.concern.each"));
            assert!(form.contains(&way), "{}", language.tag);
        }
    }

    #[test]
    fn an_index_without_its_marks_stops_the_build() {
        let language = LANGUAGES[0];
        assert!(finish("<html><body></body></html>", STYLE, VERSION, language, words(language), None, &[]).is_err());
    }
}
